using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Logs.Files;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs;

/// <summary>
/// The last lines that a part of the node wrote, told by the caller's path: the log's own routing is broken (node.md 0.12).
/// </summary>
internal static class CallerLines
{
    private const int LongestShown = 1000;

    /// <summary>The last lines of callers that begin with one of these, oldest first, each cut after 1,000 characters.</summary>
    /// <param name="path">A log's file, or a folder of logs; twins are read once.</param>
    /// <param name="callers">How the callers begin: <c>txpool/</c>.</param>
    /// <param name="most">How many lines at most.</param>
    /// <param name="cancel">Stops between two blocks.</param>
    /// <exception cref="BadInputException">The path isn't there, or holds no log.</exception>
    public static IReadOnlyList<string> Last(string path, IReadOnlyList<string> callers, int most, CancellationToken cancel = default)
    {
        var files = LogFiles.Find([path]);
        var own = files.Where(f => f.Family == files[0].Family);
        var wanted = callers.Select(Encoding.UTF8.GetBytes).ToArray();
        var kept = new Queue<string>();
        var blocks = new LineBlocks();
        foreach (var file in own)
            Read(file, blocks, wanted, most, kept, cancel);
        return [.. kept];
    }

    private static void Read(LogFile file, LineBlocks blocks, byte[][] wanted, int most, Queue<string> kept, CancellationToken cancel)
    {
        try
        {
            using var stream = LogStream.Open(file.Path, out _, out _);
            blocks.Open(stream);
            var size = new FileInfo(file.Path).Length;
            for (var block = blocks.Next(); !block.IsEmpty && !LogStream.IsBomb(blocks.Bytes, size); block = blocks.Next())
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var range in block.Split((byte)'\n'))
                    Take(block[range], wanted, most, kept);
            }
        }
        catch (InvalidDataException)
        {
            // A damaged gz: what was whole before that was read; the other verbs on this log say so.
            return;
        }
    }

    private static void Take(ReadOnlySpan<byte> line, byte[][] wanted, int most, Queue<string> kept)
    {
        var caller = CallerOf(line);
        if (caller.IsEmpty)
            return;
        foreach (var start in wanted)
        {
            if (!caller.StartsWith(start))
                continue;
            if (kept.Count == most)
                kept.Dequeue();
            var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestShown * 4)]);
            kept.Enqueue(text.Length <= LongestShown ? text : text[..LongestShown]);
            return;
        }
    }

    private static ReadOnlySpan<byte> CallerOf(ReadOnlySpan<byte> line)
    {
        if (ConsoleLine.Looks(line))
            return ConsoleLine.Caller(line);
        var at = line.IndexOf("\"caller\":\""u8);
        return at < 0 ? [] : line[(at + 10)..];
    }
}
