using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis;

/// <summary>Everything that is known of a node when it is diagnosed.</summary>
/// <param name="Run">What was seen: over HTTP, or in a log (origin <c>log</c>).</param>
internal sealed record DiagnosisCase(MemoryRun Run)
{
    /// <summary>Reads the run's profiles; null when nothing here can.</summary>
    public ISuspectFinder? Suspects { get; init; }

    /// <summary>What the node's log says beside samples; null without a log.</summary>
    public LogFacts? Log { get; init; }

    /// <summary>What is cut from the start; null: five minutes after the process began.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary><c>log.level</c> of the configuration; null when it isn't known.</summary>
    public string? LogLevel { get; init; }

    /// <summary>Whether nothing but a log is known.</summary>
    public bool IsLogAlone => Run.Header.Origin == RunOrigin.Log;
}

/// <summary>What the node's log says that its answers don't.</summary>
/// <param name="Queue">The pool's queue beside what is pending, at each mining round.</param>
/// <param name="Stuck">Rounds in which a mined block was not confirmed.</param>
/// <param name="Errors">Lines of level error by message, most frequent first.</param>
/// <param name="Releases">Heap after the node's own collections.</param>
/// <param name="Backups">What the backups' own collections freed.</param>
/// <param name="Empty">Why it holds no samples; null when it does.</param>
internal sealed record LogFacts(
    IReadOnlyList<QueueFact> Queue, IReadOnlyList<StuckFact> Stuck, IReadOnlyList<ErrorFact> Errors,
    IReadOnlyList<ReleaseFact> Releases, IReadOnlyList<BackupFact> Backups, EmptySource? Empty)
{
    /// <summary>The node's own alarms, in time order.</summary>
    public IReadOnlyList<AlarmFact> Alarms { get; init; } = [];
}

/// <summary>An alarm that the node raised itself.</summary>
/// <param name="At">UTC.</param>
/// <param name="Kind">About what.</param>
internal readonly record struct AlarmFact(DateTimeOffset At, AlarmKind Kind);

/// <summary>What a node raises an alarm about.</summary>
internal enum AlarmKind
{
    /// <summary>A limit of the memory guard was passed, or it acted.</summary>
    Guard,

    /// <summary>A heap profile was dumped, because memory came near a container's limit.</summary>
    HeapDump,

    /// <summary>Memory was given back to the system under pressure.</summary>
    Release,

    /// <summary>Too many goroutines, or too fast a growth of them.</summary>
    Goroutines,
}

/// <summary>The pool at one mining round.</summary>
/// <param name="At">UTC.</param>
/// <param name="Pending">Transactions pending.</param>
/// <param name="Length">Entries of the priority queue, which keeps what was confirmed.</param>
internal readonly record struct QueueFact(DateTimeOffset At, double Pending, double Length);

/// <summary>A mined block that was not confirmed.</summary>
/// <param name="At">UTC.</param>
/// <param name="Height">The chain's height.</param>
internal readonly record struct StuckFact(DateTimeOffset At, double Height);

/// <summary>An error that the log repeats.</summary>
/// <param name="Message">The message, numbers as <c>#</c>.</param>
/// <param name="Count">How often.</param>
/// <param name="Caller">The file and line that wrote it.</param>
internal readonly record struct ErrorFact(string Message, long Count, string Caller);

/// <summary>The heap after a collection that the node ran itself.</summary>
/// <param name="At">UTC.</param>
/// <param name="HeapMiB">Heap, MiB.</param>
/// <param name="FreedRssMiB">Resident memory given back, MiB.</param>
internal readonly record struct ReleaseFact(DateTimeOffset At, double HeapMiB, double FreedRssMiB);

/// <summary>What a backup left behind and its own collection freed.</summary>
/// <param name="At">UTC.</param>
/// <param name="RssBeforeMiB">Resident memory before, MiB.</param>
/// <param name="RssAfterMiB">Resident memory after, MiB.</param>
internal readonly record struct BackupFact(DateTimeOffset At, double RssBeforeMiB, double RssAfterMiB);
