using WesMemGuard.Secrets;

namespace WesMemGuard.Runs;

/// <summary>Takes what a run sees as it happens, from any thread: keeps it in the run and writes it to the run file at once.</summary>
internal sealed class RunRecorder
{
    private readonly Lock _lock = new();
    private readonly RunFileWriter? _file;
    private readonly TaskCompletionSource<Exception> _lost = new();

    /// <summary>
    /// Takes secrets out of what nodes and processes say in words, before it is kept; a scrubber of the run's own unless told.
    /// </summary>
    public Func<string, string> Scrub { get; init; } = new Scrubber().Text;

    /// <summary>Told of everything that is kept, until something can't be written any more; null: nobody is.</summary>
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

    /// <summary>
    /// Completes with the failure when what is seen can't be written any more, as on a full disk; who goes on would go on blind.
    /// </summary>
    public Task<Exception> Lost => _lost.Task;

    /// <summary>Takes an entry: a reading, a phase, an event, a profile. After the first failure the run alone keeps it.</summary>
    /// <exception cref="IOException">It can't be written; told once.</exception>
    public void Add(RunEntry entry)
    {
        var kind = EntryKinds.Of(entry);
        var clean = kind.Scrubbed(entry, Scrub);
        lock (_lock)
        {
            kind.Add(Run, clean);
            if (!_lost.Task.IsCompleted)
                Write(clean);
        }
    }

    private void Write(RunEntry entry)
    {
        try
        {
            _file?.Write(entry);
            Witness?.Saw(entry);
        }
        catch (Exception e)
        {
            Run.Losses.Add(new RunLoss(LossKind.DiskFull, Run.Memory.Count > 0 ? Run.Memory[^1].At : Run.Header.StartedAt, null));
            _lost.TrySetResult(e);
            throw;
        }
    }

    /// <summary>Reads from what was seen so far while nothing is added to it: for what is short, as the last readings.</summary>
    public T Read<T>(Func<MemoryRun, T> read)
    {
        lock (_lock)
            return read(Run);
    }

    /// <summary>A copy of what was seen so far, which nobody adds to any more.</summary>
    /// <param name="open">Phases that are not over yet, as if they ended now.</param>
    public MemoryRun Snapshot(params ReadOnlySpan<Phase> open)
    {
        lock (_lock)
        {
            var copy = new MemoryRun(Run.Header);
            EntryKinds.Copy(Run, copy);
            copy.Phases.AddRange(open);
            return copy;
        }
    }
}
