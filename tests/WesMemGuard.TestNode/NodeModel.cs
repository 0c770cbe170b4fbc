namespace WesMemGuard.TestNodes;

/// <summary>
/// One process of the node: its heap, its chain, and its own memory sample, renewed every 10 s (memory_doctor.go:75).
/// Locked by the caller.
/// </summary>
internal sealed class NodeModel
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(10);
    private readonly TestNodeOptions _options;
    private readonly Random _noise = new(7);
    private DateTimeOffset _nextSample;
    private DateTimeOffset _now;

    public NodeModel(TestNodeOptions options, DateTimeOffset startedAt)
    {
        _options = options;
        StartedAt = _now = _nextSample = startedAt;
        Heap = new GoCollector(startedAt, Curves.Live(options), Curves.GarbagePerSecond(options.Behaviour),
            options.Seed);
        Chain = new Chain(options, startedAt);
        if (options.Behaviour == NodeBehaviour.MinimalMode)
            Chain.Mine("CT9A8CEgF7qJ3T6QuXSFQN31kEexxxa2oX", startedAt);
        AdvanceTo(startedAt);
    }

    public DateTimeOffset StartedAt { get; }

    public int ChainId => _options.ChainId;

    public NodeBehaviour Behaviour => _options.Behaviour;

    public GoCollector Heap { get; }

    public Chain Chain { get; }

    public int Connections { get; set; }

    public int Addresses { get; set; }

    /// <summary>
    /// Garbage that is there again when a forced collection's figures are read: mining allocates 100 MB a second
    /// (node.md 7.10).
    /// </summary>
    public double Noise => Chain.Miner is null ? 0 : _options.NoiseWhileMining * _noise.NextDouble();

    /// <summary>The last own sample, as the memory endpoint serves it.</summary>
    public byte[] Sample { get; private set; } = [];

    public DateTimeOffset Now => _now;

    public TimeSpan Age => _now - StartedAt;

    /// <summary>Whether the fault has struck.</summary>
    public bool Struck => Age >= _options.Strikes;

    public int Goroutines =>
        120 + Connections + (Behaviour == NodeBehaviour.OpenConnections && Struck ? 200 : 0)
        + (int)(_options.GoroutinesPerHour * Age.TotalHours);

    public void AdvanceTo(DateTimeOffset now)
    {
        while (true)
        {
            var block = Chain.NextBlock;
            var next = block < _nextSample ? block.Value : _nextSample;
            if (next > now)
                break;
            MoveTo(next);
            if (next == block)
                Chain.Block();
            if (next != _nextSample)
                continue;
            _nextSample += SampleEvery;
            if (Behaviour != NodeBehaviour.Frozen || !Struck || Sample.Length == 0)
                Sample = MemoryPage.Of(this);
        }

        MoveTo(now);
    }

    private void MoveTo(DateTimeOffset at)
    {
        if (at < _now)
            return;
        _now = at;
        Chain.Forget(at);
        Heap.Kept = (Chain.Confirmed * _options.KeptPerTransfer) + (Chain.Stuck * 15 * Sizes.KiB) + (Addresses * _options.KeptPerAddress);
        Heap.StackInuse = (900 * Sizes.KiB) + (2 * Sizes.KiB * (Goroutines - 120));
        Heap.AdvanceTo(at);
    }
}
