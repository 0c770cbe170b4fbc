namespace WesMemGuard.TestNodes;

/// <summary>
/// The memory of a Go process: garbage piles up over the live bytes until the goal, or two minutes, or somebody asks; a
/// collection then leaves the live bytes and sets the next goal, live + (live + stacks + globals)·GOGC/100 (Go,
/// mgcpacer.go). The node's own releases are in it too.
/// </summary>
internal sealed class GoCollector
{
    private const double Globals = 200 * Sizes.KiB;
    private const double BootLive = 686 * Sizes.MiB;
    private static readonly TimeSpan ForcedEvery = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ReleasedEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstBackup = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BackupEvery = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _startedAt;
    private readonly Func<TimeSpan, double> _live;
    private readonly double _garbagePerSecond;
    private readonly Random _noise;
    private DateTimeOffset _now;
    private DateTimeOffset _nextRelease;
    private DateTimeOffset _nextBackup;
    private double _lastLive;
    private double _peak;
    private double _heapSys;

    /// <param name="startedAt">The process's start.</param>
    /// <param name="live">Live bytes by age.</param>
    /// <param name="garbagePerSecond">Bytes allocated a second.</param>
    /// <param name="seed">Of the noise.</param>
    public GoCollector(DateTimeOffset startedAt, Func<TimeSpan, double> live, double garbagePerSecond, int seed)
    {
        _startedAt = _now = LastGc = startedAt;
        _live = live;
        _garbagePerSecond = garbagePerSecond;
        _noise = new Random(seed);
        _nextRelease = startedAt + ReleasedEvery;
        _nextBackup = startedAt + FirstBackup;
        _lastLive = live(TimeSpan.Zero);
        HeapAlloc = TotalAlloc = _lastLive;
        NextGc = GoalOver(BootLive);
        NumGc = 6;
        Rise();
    }

    public double HeapAlloc { get; private set; }

    public double TotalAlloc { get; private set; }

    public double NextGc { get; private set; }

    public double NumGc { get; private set; }

    public DateTimeOffset LastGc { get; private set; }

    public double Released { get; private set; }

    public double StackInuse { get; set; } = 900 * Sizes.KiB;

    /// <summary>Bytes that requests left behind, on top of the curve.</summary>
    public double Kept { get; set; }

    public double HeapInuse => (HeapAlloc * 1.003) + (1 * Sizes.MiB);

    public double HeapSys => _heapSys;

    public double HeapIdle => _heapSys - HeapInuse;

    public double Sys => _heapSys + StackInuse + (8 * Sizes.MiB);

    /// <summary>
    /// Follows what the heap touched since memory was last given back; 900 MiB of the live bytes are never touched.
    /// </summary>
    public double Rss => (66 * Sizes.MiB) + Math.Max(0, _peak - (971 * Sizes.MiB));

    public void AdvanceTo(DateTimeOffset now)
    {
        for (var at = NextEvent(); at <= now; at = NextEvent())
        {
            MoveTo(at);
            Happen(at);
        }

        MoveTo(now);
    }

    /// <summary>Bytes allocated at once, by a request.</summary>
    public void Allocate(double bytes)
    {
        HeapAlloc += bytes;
        TotalAlloc += bytes;
        Rise();
        if (HeapAlloc >= NextGc)
            Collect(1);
    }

    /// <summary>Collections now; the last one counts.</summary>
    public void Collect(int times)
    {
        NumGc += times;
        LastGc = _now;
        HeapAlloc = Live() + (_noise.NextDouble() * 100 * Sizes.KiB);
        NextGc = GoalOver(HeapAlloc);
        Released = Math.Min(Released, HeapIdle);
    }

    private double Live() => _live(_now - _startedAt) + Kept;

    private double GoalOver(double live) => live + live + (StackInuse / 2) + Globals;

    private DateTimeOffset NextEvent()
    {
        var at = LastGc + ForcedEvery;
        if (_garbagePerSecond > 0)
        {
            var full = _now + TimeSpan.FromSeconds(Math.Clamp((NextGc - HeapAlloc) / _garbagePerSecond, 0, 1e6));
            at = full < at ? full : at;
        }

        at = _nextRelease < at ? _nextRelease : at;
        return _nextBackup < at ? _nextBackup : at;
    }

    private void Happen(DateTimeOffset at)
    {
        if (at == _nextRelease)
            _nextRelease += ReleasedEvery;
        else if (at == _nextBackup)
            _nextBackup += BackupEvery;
        else
        {
            Collect(1);
            return;
        }

        Collect(NumGc <= 6 ? 7 : 2);
        Released = HeapIdle;
        _peak = HeapAlloc;
    }

    private void MoveTo(DateTimeOffset at)
    {
        if (at <= _now)
            return;
        var grown = _live(at - _startedAt) - _lastLive;
        var allocated = Math.Max(_garbagePerSecond * (at - _now).TotalSeconds, grown);
        _now = at;
        _lastLive += grown;
        HeapAlloc += allocated;
        TotalAlloc += allocated;
        Rise();
        if (HeapAlloc > NextGc + 1)
            Collect(1);
    }

    private void Rise()
    {
        _peak = Math.Max(_peak, HeapAlloc);
        _heapSys = Math.Max(_heapSys, HeapInuse + (2 * Sizes.MiB));
        Released = Math.Min(Released, HeapIdle);
    }
}
