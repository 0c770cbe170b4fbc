using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Output;

/// <summary>The system's errors when something is written, as reasons.</summary>
public static class OutputErrors
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

    /// <summary>Why the system refused.</summary>
    public static Reason Of(Exception error) => Fault(error) is { } fault ? OutputReasons.Why(fault) : OutputReasons.Other(error.Message);

    /// <summary>
    /// A folder that was named for what is to be written can't be begun: bad input (exit code 4) where this user may never write there or
    /// the file system is read-only, which another argument mends; bad luck (74) otherwise.
    /// </summary>
    public static Exception OfFolder(string folder, Exception error) =>
        Fault(error) is { } fault and (OutputFault.Denied or OutputFault.ReadOnly)
        ? new BadInputException(folder, OutputReasons.Why(fault))
        : UnwritableException.Of(folder, error);

    private static OutputFault? Fault(Exception error) => error switch
    {
        // A part of this program that can't be opened is there: only the handles are not.
        FileLoadException => OutputFault.NoHandles,
        FileNotFoundException { FileName: { } name } when name.Contains(", Version=", StringComparison.Ordinal) => OutputFault.NoHandles,
        PathTooLongException => OutputFault.NameTooLong,
        UnauthorizedAccessException => OutputFault.Denied,
        DirectoryNotFoundException => OutputFault.NoFolder,
        ObjectDisposedException or NotSupportedException => OutputFault.Closed,
        _ when UnwritableException.IsTooLarge(error) => OutputFault.TooLarge,
        _ => (error.HResult & 0xFFFF) switch
        {
            NoSpace or NoSpaceOnWindows or Quota or QuotaOnMac => OutputFault.NoSpace,
            ReadOnly => OutputFault.ReadOnly,
            NoHandlesHere or NoHandlesAnywhere => OutputFault.NoHandles,
            TooLarge => OutputFault.TooLarge,
            NobodyReads => OutputFault.Closed,
            NameTooLong or NameTooLongOnMac => OutputFault.NameTooLong,
            _ => null,
        },
    };
}
