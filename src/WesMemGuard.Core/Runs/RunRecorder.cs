using System.Text;

namespace WesMemGuard.Runs;

/// <summary>Takes what a run sees as it happens, from any thread: keeps it in the run and writes it to the run file at once.</summary>
public sealed class RunRecorder
{
    private readonly Lock _lock = new();
    private readonly RunFileWriter? _file;

    /// <summary>Takes secrets out of what nodes and processes say in words, before it is kept; null: kept as it is.</summary>
    public Func<string, string>? Scrub { get; init; }

    /// <summary>Told of what is kept beside the node's answers; null: nobody is.</summary>
    public IRunWitness? Witness { get; init; }

    /// <summary>Starts a run; writes the header at once.</summary>
    public RunRecorder(RunHeader header, RunFileWriter? file = null)
    {
        Run = new MemoryRun(header);
        _file = file;
        _file?.Write(header);
    }

    /// <summary>What was seen so far.</summary>
    public MemoryRun Run { get; }

    /// <summary>Takes a reading of the memory endpoint.</summary>
    public void Add(Reading<MemorySample> reading) { var clean = Clean(reading); lock (_lock) { Run.Memory.Add(clean); _file?.Write(clean); } }

    /// <summary>Takes a reading of the metrics page.</summary>
    public void Add(Reading<MetricsSample> reading) { var clean = Clean(reading); lock (_lock) { Run.Metrics.Add(clean); _file?.Write(clean); } }

    /// <summary>Takes a look at the process.</summary>
    public void Add(Reading<ProcessSample> reading) { var clean = Clean(reading); lock (_lock) { Run.Process.Add(clean); _file?.Write(clean); Witness?.Saw(clean); } }

    /// <summary>Takes a collected heap.</summary>
    public void Add(Reading<CollectedHeapSample> reading) { var clean = Clean(reading); lock (_lock) { Run.LiveHeap.Add(clean); _file?.Write(clean); } }

    /// <summary>Takes a height of the chain.</summary>
    public void Add(Reading<BlockSample> reading) { var clean = Clean(reading); lock (_lock) { Run.Blocks.Add(clean); _file?.Write(clean); } }

    /// <summary>Takes an identity of the chain.</summary>
    public void Add(Reading<ChainSample> reading) { var clean = Clean(reading); lock (_lock) { Run.Chain.Add(clean); _file?.Write(clean); } }

    /// <summary>Takes an answer of the diagnostics port.</summary>
    public void Add(Reading<DiagnosticsSample> reading) { var clean = Clean(reading); lock (_lock) { Run.Diagnostics.Add(clean); _file?.Write(clean); } }

    /// <summary>Takes an answer outside the sources that limits read.</summary>
    public void Add(OtherAnswer answer) { var clean = answer with { Miss = Clean(answer.Miss) }; lock (_lock) { Run.Others.Add(clean); _file?.Write(clean); } }

    /// <summary>Takes a finished phase.</summary>
    public void Add(Phase phase) { var clean = phase with { Error = Clean(phase.Error) }; lock (_lock) { Run.Phases.Add(clean); _file?.Write(clean); Witness?.Saw(clean); } }

    /// <summary>Takes an event.</summary>
    public void Add(RunEvent happened) { var clean = happened with { Detail = Clean(happened.Detail) }; lock (_lock) { Run.Events.Add(clean); _file?.Write(clean); Witness?.Saw(clean); } }

    /// <summary>Takes a profile; its bytes go beside the run file.</summary>
    public void Add(ProfileCapture profile) { var clean = Clean(profile); lock (_lock) { Run.Profiles.Add(clean); _file?.Write(clean); Witness?.Saw(clean); } }

    /// <summary>A copy of what was seen so far, which nobody adds to any more.</summary>
    /// <param name="open">Phases that are not over yet, as if they ended now.</param>
    public MemoryRun Snapshot(params ReadOnlySpan<Phase> open)
    {
        lock (_lock)
        {
            var copy = new MemoryRun(Run.Header);
            copy.Memory.AddRange(Run.Memory);
            copy.Metrics.AddRange(Run.Metrics);
            copy.Process.AddRange(Run.Process);
            copy.LiveHeap.AddRange(Run.LiveHeap);
            copy.Blocks.AddRange(Run.Blocks);
            copy.Chain.AddRange(Run.Chain);
            copy.Diagnostics.AddRange(Run.Diagnostics);
            copy.Others.AddRange(Run.Others);
            copy.Phases.AddRange(Run.Phases);
            copy.Phases.AddRange(open);
            copy.Events.AddRange(Run.Events);
            copy.Profiles.AddRange(Run.Profiles);
            return copy;
        }
    }

    private Reading<T> Clean<T>(Reading<T> reading) where T : class =>
        Scrub is null || reading.Miss is null ? reading : reading with { Miss = Clean(reading.Miss) };

    private Miss? Clean(Miss? miss) => Scrub is null || miss is null ? miss : miss with { Detail = Scrub(miss.Detail) };

    private string? Clean(string? text) => Scrub is null || text is null ? text : Scrub(text);

    /// <summary>A dump of goroutines is text; binary profiles hold functions and figures.</summary>
    private ProfileCapture Clean(ProfileCapture profile) => Scrub is null || !profile.File.EndsWith(".txt", StringComparison.Ordinal)
        ? profile
        : profile with { Content = Encoding.UTF8.GetBytes(Scrub(Encoding.UTF8.GetString(profile.Content.Span))) };
}
