using System.Buffers;
using System.Text;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Collecting;

/// <summary>
/// Counts lines of level error and above by message, numbers apart; bounded, for a message can hold anything.
/// </summary>
internal sealed class ErrorCounts
{
    private const int MostMessages = 500;
    private const string Others = "(other messages)";
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEFx");
    private readonly Dictionary<string, LogError> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts by message.</summary>
    public IReadOnlyDictionary<string, LogError> Counts => _counts;

    /// <summary>Counts a line.</summary>
    public void Add(LineRecord record, DateTimeOffset at, ReadOnlySpan<byte> line)
    {
        var message = Pattern(record.Message);
        if (!_counts.ContainsKey(message) && _counts.Count >= MostMessages)
            message = Others;
        _counts[message] = _counts.TryGetValue(message, out var known)
            ? known with { Count = known.Count + 1, LastAt = at > known.LastAt ? at : known.LastAt }
            : new LogError(message, record.Level, record.Caller, 1, at, at, Excerpt(line, 1000));
    }

    /// <summary>The first characters of a line, readable.</summary>
    public static string Excerpt(ReadOnlySpan<byte> line, int most)
    {
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, most * 4)]);
        return text.Length <= most ? text : text[..most];
    }

    /// <summary>
    /// A message with every number as <c>#</c>: heights, counts and hashes; a word with a digit in it that is no hash
    /// stays.
    /// </summary>
    internal static string Pattern(string message)
    {
        var pattern = new StringBuilder(message.Length);
        for (var i = 0; i < message.Length;)
        {
            var end = i;
            while (end < message.Length && char.IsAsciiLetterOrDigit(message[end]))
                end++;
            var word = message.AsSpan(i, end - i);
            if (word.IsEmpty)
                pattern.Append(message[i++]);
            else
                pattern.Append(IsNumber(word) ? "#" : word);
            i = Math.Max(i, end);
        }

        return pattern.ToString();
    }

    private static bool IsNumber(ReadOnlySpan<char> word) =>
        word.ContainsAnyInRange('0', '9')
            && (!word.ContainsAnyExceptInRange('0', '9') || (word.Length >= 8 && !word.ContainsAnyExcept(Hex)));
}
