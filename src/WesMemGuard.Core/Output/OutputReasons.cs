using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Output;

/// <summary>Why something can't be written, and what was kept.</summary>
internal static class OutputReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(OutputReasons));

    /// <summary>A path can't be written.</summary>
    public static Reason Unwritable(string path, Reason why, Reason? kept) =>
        new(Texts, "output.unwritable", ("path", path), ("why", why), ("kept", kept is null ? ReasonValue.None : kept));

    /// <summary>Why it can't be, when the system's error is one of the known.</summary>
    internal static Reason Why(OutputFault fault) => fault switch
    {
        OutputFault.NameTooLong => new(Texts, "output.nameTooLong"),
        OutputFault.Denied => new(Texts, "output.denied"),
        OutputFault.NoFolder => new(Texts, "output.noFolder"),
        OutputFault.Closed => new(Texts, "output.closed"),
        OutputFault.NoSpace => new(Texts, "output.noSpace"),
        OutputFault.ReadOnly => new(Texts, "output.readOnly"),
        OutputFault.NoHandles => new(Texts, "output.noHandles"),
        OutputFault.TooLarge => new(Texts, "output.tooLarge"),
        OutputFault.Deleted => new(Texts, "output.deleted"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>Any other error, in the system's words.</summary>
    internal static Reason Other(string detail) => new(Texts, "output.other", ("detail", detail));

    /// <summary>Whole lines that were written before.</summary>
    public static Reason Kept(long lines) => new(Texts, "output.kept", ("lines", lines));

    /// <summary>What was there before is as it was.</summary>
    public static Reason Untouched() => new(Texts, "output.untouched");
}
