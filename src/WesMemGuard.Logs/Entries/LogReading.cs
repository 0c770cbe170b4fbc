using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Entries;

/// <summary>What the node's log tells.</summary>
/// <param name="Run">The samples as a run that budgets are judged on, origin <c>log</c>; its events are the rare ones.</param>
/// <param name="Samples">Every sample with the figures that only the log has, in time order, twins counted once.</param>
/// <param name="Events">Every event, in time order, twins counted once.</param>
/// <param name="Errors">Lines of level error and above by message, most frequent first.</param>
/// <param name="Counters">How much was read, and what could not be.</param>
/// <param name="Broken">The first broken lines, at most 20.</param>
/// <param name="Notices">What a reader must know: why there are no samples, what was cut off, where a date came from.</param>
internal sealed record LogReading(
    MemoryRun Run, IReadOnlyList<LogSample> Samples, IReadOnlyList<LogEvent> Events, IReadOnlyList<LogError> Errors,
    LogCounters Counters, IReadOnlyList<BrokenLine> Broken, IReadOnlyList<Reason> Notices)
{
    /// <summary>What collectors had put around the node's lines, and around how many; empty for a log as the node wrote it.</summary>
    public IReadOnlyDictionary<EnvelopeKind, long> Envelopes { get; init; } = new Dictionary<EnvelopeKind, long>();
}

/// <summary>Lines of one message at level error or above.</summary>
/// <param name="Message">The message with its numbers as <c>#</c>, so that heights and ids don't make many of one.</param>
/// <param name="Level"><c>error</c>, <c>dpanic</c>, <c>panic</c> or <c>fatal</c>.</param>
/// <param name="Caller">The caller of the first one.</param>
/// <param name="Count">How many lines; of twins the larger number.</param>
/// <param name="FirstAt">When the first was written, UTC.</param>
/// <param name="LastAt">When the last was written, UTC.</param>
/// <param name="Example">The first line as it stands, at most 1,000 characters.</param>
internal sealed record LogError(
    string Message, string Level, string Caller, long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, string Example);

/// <summary>A line that belongs to what is looked for and can't be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Why">What is wrong.</param>
/// <param name="Excerpt">Its first 200 characters.</param>
internal sealed record BrokenLine(string File, long Line, string Why, string Excerpt);

/// <summary>How much was read, and what could not be.</summary>
internal sealed record LogCounters
{
    /// <summary>Files read.</summary>
    public int Files { get; init; }

    /// <summary>Bytes read, inflated.</summary>
    public long Bytes { get; init; }

    /// <summary>Lines read, of all files.</summary>
    public long Lines { get; init; }

    /// <summary>Samples, twins counted once.</summary>
    public int Samples { get; init; }

    /// <summary>Samples that another file, or another line, held already.</summary>
    public long DuplicateSamples { get; init; }

    /// <summary>Events that another file held already.</summary>
    public long DuplicateEvents { get; init; }

    /// <summary>Lines of interest that can't be read.</summary>
    public long Broken { get; init; }

    /// <summary>Files whose last line is torn.</summary>
    public int TornEnds { get; init; }

    /// <summary>Lines over 1 MiB, which are passed over.</summary>
    public long TooLong { get; init; }

    /// <summary>Events beyond what is kept of a kind.</summary>
    public long EventsDropped { get; init; }

    /// <summary>Times that a process began.</summary>
    public int Starts { get; init; }
}
