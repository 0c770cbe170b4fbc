using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Recording;

/// <summary>A replay was asked something that its recording doesn't hold; the message lists what exists. Bad input: exit 4.</summary>
public sealed class UnknownRequestException : Exception
{
    /// <summary>With what was asked and what exists.</summary>
    public UnknownRequestException(Reason reason)
        : base(reason.In(Language.English)) => Reason = reason;

    /// <summary>What was asked and what exists, to be said in the reader's language.</summary>
    public Reason Reason { get; }
}
