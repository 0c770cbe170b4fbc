using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Facts;
using WesMemGuard.Input;
using WesMemGuard.Logs;
using WesMemGuard.Node.Processes;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Reads the pool's queue off the log that a node of this machine has open: no answer of the node tells it, and the log
/// of one that was started is gone with it.
/// </summary>
internal static class QueueOfLog
{
    /// <summary>
    /// The queue is told each mining round; so much of the log's end holds a hundred rounds of a busy node.
    /// </summary>
    private const int Tail = 4 * 1024 * 1024;

    /// <summary>The last round's figures; null when there is no such log, or it can't be read.</summary>
    public static async Task<QueueFact?> LastAsync(int? pid, CancellationToken ct)
    {
        if (pid is not { } process || NodeLogs.Of(process) is not { } file)
            return null;
        var folder = Directory.CreateTempSubdirectory("wesmemguard-log-").FullName;
        try
        {
            var copy = Path.Combine(folder, NodeLogs.Name);
            await CopyTailAsync(file, copy, ct);
            var log = await NodeLog.ReadAsync([copy], ct: ct);
            return LogFactsOf.Reading(log).Queue is [.., var last] ? last : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadInputException)
        {
            return null; // rotated away, another user's, or no log at all: nothing is known of the queue
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CopyTailAsync(string file, string copy, CancellationToken ct)
    {
        await using var log =
            new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Math.Min(Tail, log.Length)];
        log.Seek(-bytes.Length, SeekOrigin.End);
        await log.ReadExactlyAsync(bytes, ct);
        // The first line is a half one unless the log begins with it.
        var from = bytes.Length < Tail ? 0 : Array.IndexOf(bytes, (byte)'\n') + 1;
        await File.WriteAllBytesAsync(copy, bytes[from..], ct);
    }
}
