namespace WesMemGuard.Output;

/// <summary>
/// The turn of one process with a file that several read, change and write anew: a lock on <c>FILE.lock</c> beside it, which is gone
/// with the turn. One that was killed leaves its lock file, which the next one takes: the lock itself is the system's.
/// </summary>
internal sealed class FileTurn : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private static int _tries;

    private readonly string _path;
    private readonly FileStream _lock;

    private FileTurn(string path, FileStream taken) => (_path, _lock) = (path, taken);

    /// <summary>Waits for the turn, for a minute at most.</summary>
    /// <param name="path">The file, which need not be there.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="UnwritableException">No lock can be made there, or others had it all the time.</exception>
    public static async Task<FileTurn> TakeAsync(string path, string shown, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Longest, TimeProvider.System);
        while (true)
        {
            if (Try(path + ".lock", shown, patience.IsCancellationRequested) is { } turn)
                return turn;
            await Task.Delay(Between, TimeProvider.System, ct).ConfigureAwait(false);
        }
    }

    private static FileTurn? Try(string path, string shown, bool isLast)
    {
        FileStream? taken = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            taken = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
            if (OperatingSystem.IsWindows() || IsStillThere(taken, path))
                return new FileTurn(path, taken);
            taken.Dispose();
            return null;
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            taken?.Dispose();
            if (IsTaken(e) && !isLast)
                return null;
            throw UnwritableException.Of(shown, e);
        }
    }

    /// <summary>
    /// Who had the turn before deletes the file that was waited for. A moment that no other gives a file tells one from the next; it is
    /// of whole seconds, and even, as some file systems keep no other.
    /// </summary>
    private static bool IsStillThere(FileStream taken, string path)
    {
        var number = (uint)HashCode.Combine(Environment.ProcessId, Interlocked.Increment(ref _tries), TimeProvider.System.GetTimestamp());
        var moment = DateTime.UnixEpoch.AddSeconds(2L * (number % 1_000_000_000));
        File.SetLastWriteTimeUtc(taken.SafeFileHandle, moment);
        return File.GetLastWriteTimeUtc(path) == moment;
    }

    /// <summary>EWOULDBLOCK of Linux and macOS, and what Windows says of a file that another has or is about to delete.</summary>
    private static bool IsTaken(Exception error) => (error.HResult & 0xFFFF) is 11 or 35 or 32 || (OperatingSystem.IsWindows()
        && error is UnauthorizedAccessException);

    /// <summary>Ends the turn.</summary>
    public void Dispose()
    {
        try
        {
            if (!OperatingSystem.IsWindows())
                File.Delete(_path); // while it is still locked, so that it is this one
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            return; // an empty file stays
        }
        finally
        {
            _lock.Dispose();
        }
    }
}
