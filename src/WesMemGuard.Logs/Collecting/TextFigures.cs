using System.Globalization;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Collecting;

/// <summary>The numbers in a message's text: <c>name=12</c>, <c>高度: 9</c>, <c>HeapAlloc 1308MB → 970MB</c>.</summary>
internal static class TextFigures
{
    private const int Most = 24;

    /// <summary>The node's Chinese words and what they are called here.</summary>
    private static readonly Dictionary<string, string> English = new(StringComparer.Ordinal)
    {
        ["总计"] = "total",
        ["高度"] = "height",
        ["交易数"] = "transactions",
        ["尝试次数"] = "attempts",
    };

    /// <summary>Adds every <c>name=number</c> and <c>name: number</c> of the message.</summary>
    public static void Add(string message, LineRecord record)
    {
        var found = 0;
        for (var i = 1; i < message.Length - 1 && found < Most; i++)
        {
            if (message[i] is not ('=' or ':' or '：'))
                continue;
            var name = NameBefore(message, i);
            if (name.Length == 0 || !TryNumber(message, i + 1, out var value))
                continue;
            record.Set(English.GetValueOrDefault(name, name), value);
            found++;
        }
    }

    /// <summary>
    /// Adds the four figures of a backup's line: heap and rss before and after, in MB as the node writes them (MiB).
    /// </summary>
    public static void AddBackup(string message, LineRecord record)
    {
        AddPair(message, "HeapAlloc ", "heap_before_mb", "heap_after_mb", record);
        AddPair(message, "RSS ", "rss_before_mb", "rss_after_mb", record);
    }

    private static void AddPair(string message, string word, string before, string after, LineRecord record)
    {
        var at = message.IndexOf(word, StringComparison.Ordinal);
        var arrow = at < 0 ? -1 : message.IndexOf('→', at);
        if (arrow < 0)
            return;
        if (TryNumber(message, at + word.Length, out var first))
            record.Set(before, first);
        if (TryNumber(message, arrow + 1, out var second))
            record.Set(after, second);
    }

    private static string NameBefore(string message, int end)
    {
        var start = end;
        while (start > 0 && end - start < 40 && (char.IsLetterOrDigit(message[start - 1]) || message[start - 1] == '_'))
            start--;
        return start < end && char.IsLetter(message[start]) ? message[start..end] : "";
    }

    private static bool TryNumber(string message, int start, out double value)
    {
        while (start < message.Length && message[start] == ' ')
            start++;
        var end = start;
        while (end < message.Length && end - start < 30
            && (char.IsAsciiDigit(message[end]) || message[end] == '.' || (end == start && message[end] == '-')))
            end++;
        return double.TryParse(message.AsSpan(start, end - start).TrimEnd('.'), NumberStyles.Float,
            CultureInfo.InvariantCulture, out value)
            && !(end < message.Length && message[end] == 'x');
    }
}
