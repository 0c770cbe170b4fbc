using WesMemGuard.Reasons;

namespace WesMemGuard.Output;

/// <summary>The system's errors when something is written, as reasons.</summary>
internal static class OutputErrors
{
    // The numbers of errno that have an exception of their own nowhere (Linux; macOS has the same but for the quota).
    private const int NotOpen = 9;
    private const int AlreadyThere = 17;
    private const int NotAFolder = 20;
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

    /// <summary>Why the system refused.</summary>
    public static Reason Of(Exception error) =>
        Fault(error) is { } fault ? OutputReasons.Why(fault) : OutputReasons.Other(error.Message);

    /// <summary>
    /// Whether it is what an argument can mend: this user may never write there, or the file system is read-only.
    /// </summary>
    public static Reason? Refusal(Exception error) =>
        Fault(error) is { } fault and (OutputFault.Denied or OutputFault.ReadOnly) ? OutputReasons.Why(fault) : null;

    /// <summary>
    /// Whether the system refuses to let a file grow (EFBIG), which .NET takes for a wrong argument of its own, without
    /// its value (Interop.GetExceptionForIoErrno); a guard of ours throws with the value, or from an assembly of ours.
    /// </summary>
    public static bool IsTooLarge(Exception error) =>
        error is ArgumentOutOfRangeException { ParamName: "value", ActualValue: null, Source: "System.Private.CoreLib" };

    private static OutputFault? Fault(Exception error) => error switch
    {
        // A part of this program that can't be opened is there: only the handles are not.
        FileLoadException => OutputFault.NoHandles,
        FileNotFoundException { FileName: { } name } when name.Contains(", Version=", StringComparison.Ordinal) =>
            OutputFault.NoHandles,
        PathTooLongException => OutputFault.NameTooLong,
        // What was closed before this process began (`>&-`) is no matter of rights, though .NET takes it for one.
        UnauthorizedAccessException { InnerException.HResult: NotOpen } => OutputFault.Closed,
        UnauthorizedAccessException => OutputFault.Denied,
        DirectoryNotFoundException => OutputFault.NoFolder,
        ObjectDisposedException or NotSupportedException => OutputFault.Closed,
        _ when IsTooLarge(error) => OutputFault.TooLarge,
        _ => (error.HResult & 0xFFFF) switch
        {
            NoSpace or NoSpaceOnWindows or Quota or QuotaOnMac => OutputFault.NoSpace,
            ReadOnly => OutputFault.ReadOnly,
            // A file stands where a folder is needed.
            AlreadyThere or NotAFolder => OutputFault.NoFolder,
            NoHandlesHere or NoHandlesAnywhere => OutputFault.NoHandles,
            TooLarge => OutputFault.TooLarge,
            NobodyReads => OutputFault.Closed,
            NameTooLong or NameTooLongOnMac => OutputFault.NameTooLong,
            _ => null,
        },
    };
}
