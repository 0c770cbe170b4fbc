using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>
/// A request that failed when it was recorded, met again: who connects throws it, and the client's miss is the recorded
/// one.
/// </summary>
public sealed class RecordedMissException : IOException
{
    /// <summary>With what came of the request.</summary>
    public RecordedMissException(Miss miss) : base(miss.Detail) => Miss = miss;

    /// <summary>With a message and its cause.</summary>
    public RecordedMissException(string message, Exception cause) : base(message, cause) =>
        Miss = new Miss(MissKind.Closed, message);

    /// <summary>With a message.</summary>
    public RecordedMissException(string message) : base(message) => Miss = new Miss(MissKind.Closed, message);

    /// <summary>Without a word; not used.</summary>
    public RecordedMissException() => Miss = new Miss(MissKind.Closed, Message);

    /// <summary>What came of the request.</summary>
    public Miss Miss { get; }
}
