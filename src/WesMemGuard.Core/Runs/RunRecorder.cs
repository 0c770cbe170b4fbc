namespace WesMemGuard.Runs;

/// <summary>Takes what a run sees as it happens: keeps it in the run and writes it to the run file at once.</summary>
public sealed class RunRecorder
{
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
    public void Add(Reading<MemorySample> reading) { Run.Memory.Add(reading); _file?.Write(reading); }

    /// <summary>Takes a reading of the metrics page.</summary>
    public void Add(Reading<MetricsSample> reading) { Run.Metrics.Add(reading); _file?.Write(reading); }

    /// <summary>Takes a look at the process.</summary>
    public void Add(Reading<ProcessSample> reading) { Run.Process.Add(reading); _file?.Write(reading); }

    /// <summary>Takes a collected heap.</summary>
    public void Add(Reading<CollectedHeapSample> reading) { Run.LiveHeap.Add(reading); _file?.Write(reading); }

    /// <summary>Takes a height of the chain.</summary>
    public void Add(Reading<BlockSample> reading) { Run.Blocks.Add(reading); _file?.Write(reading); }

    /// <summary>Takes an identity of the chain.</summary>
    public void Add(Reading<ChainSample> reading) { Run.Chain.Add(reading); _file?.Write(reading); }

    /// <summary>Takes an answer of the diagnostics port.</summary>
    public void Add(Reading<DiagnosticsSample> reading) { Run.Diagnostics.Add(reading); _file?.Write(reading); }

    /// <summary>Takes an answer outside the sources that limits read.</summary>
    public void Add(OtherAnswer answer) { Run.Others.Add(answer); _file?.Write(answer); }

    /// <summary>Takes a finished phase.</summary>
    public void Add(Phase phase) { Run.Phases.Add(phase); _file?.Write(phase); }

    /// <summary>Takes an event.</summary>
    public void Add(RunEvent happened) { Run.Events.Add(happened); _file?.Write(happened); }

    /// <summary>Takes a profile; its bytes go beside the run file.</summary>
    public void Add(ProfileCapture profile) { Run.Profiles.Add(profile); _file?.Write(profile); }
}
