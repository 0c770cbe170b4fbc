namespace WesMemGuard.Runs;

/// <summary>Takes what a run sees as it happens, from any thread: keeps it in the run and writes it to the run file at once.</summary>
public sealed class RunRecorder
{
    private readonly Lock _lock = new();
    private readonly RunFileWriter? _file;

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
    public void Add(Reading<MemorySample> reading) { lock (_lock) { Run.Memory.Add(reading); _file?.Write(reading); } }

    /// <summary>Takes a reading of the metrics page.</summary>
    public void Add(Reading<MetricsSample> reading) { lock (_lock) { Run.Metrics.Add(reading); _file?.Write(reading); } }

    /// <summary>Takes a look at the process.</summary>
    public void Add(Reading<ProcessSample> reading) { lock (_lock) { Run.Process.Add(reading); _file?.Write(reading); } }

    /// <summary>Takes a collected heap.</summary>
    public void Add(Reading<CollectedHeapSample> reading) { lock (_lock) { Run.LiveHeap.Add(reading); _file?.Write(reading); } }

    /// <summary>Takes a height of the chain.</summary>
    public void Add(Reading<BlockSample> reading) { lock (_lock) { Run.Blocks.Add(reading); _file?.Write(reading); } }

    /// <summary>Takes an identity of the chain.</summary>
    public void Add(Reading<ChainSample> reading) { lock (_lock) { Run.Chain.Add(reading); _file?.Write(reading); } }

    /// <summary>Takes an answer of the diagnostics port.</summary>
    public void Add(Reading<DiagnosticsSample> reading) { lock (_lock) { Run.Diagnostics.Add(reading); _file?.Write(reading); } }

    /// <summary>Takes an answer outside the sources that limits read.</summary>
    public void Add(OtherAnswer answer) { lock (_lock) { Run.Others.Add(answer); _file?.Write(answer); } }

    /// <summary>Takes a finished phase.</summary>
    public void Add(Phase phase) { lock (_lock) { Run.Phases.Add(phase); _file?.Write(phase); } }

    /// <summary>Takes an event.</summary>
    public void Add(RunEvent happened) { lock (_lock) { Run.Events.Add(happened); _file?.Write(happened); } }

    /// <summary>Takes a profile; its bytes go beside the run file.</summary>
    public void Add(ProfileCapture profile) { lock (_lock) { Run.Profiles.Add(profile); _file?.Write(profile); } }

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
}
