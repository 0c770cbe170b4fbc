using WesMemGuard.Client.Messages;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Client.Processes;

/// <summary>
/// A process that no .NET runtime answers for: it has ended, is none, is another user's, or its diagnostics are switched off.
/// </summary>
internal sealed class NoRuntimeException : Exception
{
    /// <param name="pid">The process.</param>
    /// <param name="inner">What was seen.</param>
    public NoRuntimeException(int pid, Exception inner)
        : this(ClientReasons.NoRuntime(pid, inner.Message), inner)
    {
    }

    private NoRuntimeException(Reason reason, Exception inner)
        : base(reason.In(Language.English), inner) => Reason = reason;

    /// <summary>Why, to be said in the reader's language.</summary>
    public Reason Reason { get; }
}
