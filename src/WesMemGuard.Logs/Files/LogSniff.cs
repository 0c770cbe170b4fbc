using WesMemGuard.Logs.Envelopes;

namespace WesMemGuard.Logs.Files;

/// <summary>Tells a node's log from other files, by its name, else by its first lines.</summary>
internal static class LogSniff
{
    private const int HeadLength = 64 * 1024;
    private const int FirstLines = 20;

    /// <summary>Whether a file or folder holds a log.</summary>
    public static bool IsLog(string path)
    {
        if (Directory.Exists(path))
            return LogFiles.AreIn(path);
        return File.Exists(path) && (LogFiles.IsLog(path) || BeginsAsLog(path));
    }

    private static bool BeginsAsLog(string path)
    {
        var head = new byte[HeadLength];
        try
        {
            using var stream = LogStream.Open(path, out _, out _);
            return HasLogLine(head.AsSpan(0, stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)));
        }
        catch (InvalidDataException)
        {
            // Damaged gz: what can't be inflated is no log by its lines.
            return false;
        }
    }

    private static bool HasLogLine(ReadOnlySpan<byte> head)
    {
        for (var number = 0; number < FirstLines && !head.IsEmpty; number++)
        {
            var feed = head.IndexOf((byte)'\n');
            var line = feed < 0 ? head : head[..feed];
            if (NodeLine.Looks(line) || (line.StartsWith("{"u8) && LineMember.Find(line) is not null))
                return true;
            head = feed < 0 ? [] : head[(feed + 1)..];
        }

        return false;
    }
}
