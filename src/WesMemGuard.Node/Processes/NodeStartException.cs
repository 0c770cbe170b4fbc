using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Node.Processes;

/// <summary>A node that could not be started; the message says why, as far as its output tells, and what to change.</summary>
public sealed class NodeStartException : Exception
{
    /// <summary>With why, and what raised it, if anything did.</summary>
    public NodeStartException(Reason reason, Exception? inner = null)
        : base(reason.In(Language.English), inner) => Reason = reason;

    /// <summary>Why, to be said in the reader's language.</summary>
    public Reason Reason { get; }
}
