using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>A run file or recording that can't be read; the message names file and line.</summary>
public sealed class UnreadableRunException : Exception
{
    /// <summary>With what was found.</summary>
    /// <param name="reason">The file, the line where there is one, and what is wrong.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public UnreadableRunException(Reason reason, Exception? cause = null)
        : base(reason.In(Language.English), cause) => Reason = reason;

    /// <summary>What was found, to be said in the reader's language.</summary>
    public Reason Reason { get; }
}
