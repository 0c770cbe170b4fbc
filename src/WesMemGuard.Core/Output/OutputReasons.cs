using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Output;

/// <summary>Why something can't be written, and what was kept.</summary>
public static class OutputReasons
{
    // The numbers of errno that have an exception of their own nowhere (Linux; macOS has the same but for the quota).
    private const int NoHandlesHere = 24;
    private const int NoHandlesAnywhere = 23;
    private const int TooLarge = 27;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int NobodyReads = 32;
    private const int NameTooLong = 36;
    private const int NameTooLongOnMac = 63;
    private const int Quota = 122;
    private const int QuotaOnMac = 69;
    private const int NoSpaceOnWindows = 112;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(OutputReasons));

    /// <summary>A path can't be written.</summary>
    public static Reason Unwritable(string path, Reason why, Reason? kept) =>
        new(Texts, "output.unwritable", ("path", path), ("why", why), ("kept", kept is null ? ReasonValue.None : kept));

    /// <summary>The system's error.</summary>
    public static Reason Why(Exception error) => error switch
    {
        // A part of this program that can't be opened is there: only the handles are not.
        FileLoadException => new(Texts, "output.noHandles"),
        FileNotFoundException { FileName: { } name } when name.Contains(", Version=", StringComparison.Ordinal) => new(Texts, "output.noHandles"),
        PathTooLongException => new(Texts, "output.nameTooLong"),
        UnauthorizedAccessException => new(Texts, "output.denied"),
        DirectoryNotFoundException => new(Texts, "output.noFolder"),
        ObjectDisposedException or NotSupportedException => new(Texts, "output.closed"),
        _ => (error.HResult & 0xFFFF) switch
        {
            NoSpace or NoSpaceOnWindows or Quota or QuotaOnMac => new(Texts, "output.noSpace"),
            ReadOnly => new(Texts, "output.readOnly"),
            NoHandlesHere or NoHandlesAnywhere => new(Texts, "output.noHandles"),
            TooLarge => new(Texts, "output.tooLarge"),
            NobodyReads => new(Texts, "output.closed"),
            NameTooLong or NameTooLongOnMac => new(Texts, "output.nameTooLong"),
            _ => new(Texts, "output.other", ("detail", error.Message)),
        },
    };

    /// <summary>Whole lines that were written before.</summary>
    public static Reason Kept(long lines) => new(Texts, "output.kept", ("lines", lines));

    /// <summary>What was there before is as it was.</summary>
    public static Reason Untouched() => new(Texts, "output.untouched");

    /// <summary>How messages call the standard output.</summary>
    public static Reason Standard() => new(Texts, "output.standard");
}
