using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Output;

/// <summary>Something can't be written: a full disk, a folder that is read-only, a pipe that nobody reads (exit code 74).</summary>
public sealed class UnwritableException : Exception
{
    private UnwritableException(Reason why, Exception cause)
        : base(why.In(Language.English), cause) => Why = why;

    /// <summary>What, why, and what was kept.</summary>
    public Reason Why { get; }

    /// <summary>An error of the system as one that names the path.</summary>
    /// <param name="path">What was written.</param>
    /// <param name="error">What the system says.</param>
    /// <param name="kept">What is there all the same; null: nothing.</param>
    public static UnwritableException Of(string path, Exception error, Reason? kept = null) =>
        error as UnwritableException ?? new(OutputReasons.Unwritable(path, OutputErrors.Of(error), kept), error);

    /// <summary>
    /// A folder that was named for what is to be written can't be begun: bad input (exit code 4) where this user may never write there or
    /// the file system is read-only, which another argument mends; bad luck (74) otherwise.
    /// </summary>
    public static Exception OfFolder(string folder, Exception error) =>
        OutputErrors.Refusal(error) is { } why ? new BadInputException(folder, why) : Of(folder, error);

    /// <summary>
    /// A file that is written line by line goes on taking lines after somebody deleted it, where the system lets it: all of them are lost.
    /// </summary>
    /// <exception cref="UnwritableException">The file is no longer there under its name.</exception>
    public static void ThrowIfDeleted(string path)
    {
        if (!File.Exists(path))
            throw new UnwritableException(OutputReasons.Unwritable(path, OutputReasons.Why(OutputFault.Deleted), null),
                new FileNotFoundException(null, path));
    }

    /// <summary>Whether an error is the system's, when something is written.</summary>
    public static bool Is(Exception error) =>
        error is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException
        || OutputErrors.IsTooLarge(error);
}
