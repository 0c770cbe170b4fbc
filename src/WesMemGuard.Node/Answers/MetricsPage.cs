using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>
/// The figures of a page in Prometheus' text format (prometheus.io, "Exposition formats"): a line is <c>name{labels} value timestamp?</c>.
/// Only the figures of <see cref="MetricsSample"/> are read, by their usual names or those of <see cref="OtherFigureNames"/>; where
/// a name stands without labels, that one counts. A page ends with a line end: one that doesn't is torn, and its last figure would
/// be wrong by powers of ten.
/// </summary>
internal static class MetricsPage
{
    private static readonly FrozenSet<string> Wanted = PrometheusFigures.Names.ToFrozenSet();

    public static MetricsSample Read(ReadOnlyMemory<byte> body)
    {
        var found = new Figures();
        foreach (var range in body.Span.Split((byte)'\n'))
            found.Take(body.Span[range]);
        if (!found.HasGo)
            throw new MissException(MissKind.Unexpected, $"a page without any go_ figure: {Renamed(body.Span) ?? Excerpt.Of(body.Span)}");
        if (body.Span[^1] != (byte)'\n')
            throw new MissException(MissKind.Unreadable, "the page ends within a line");
        var sample = PrometheusFigures.Sample(found.Of);
        return found.IsOther && sample.MemoryLimit is null ? sample with { MemoryLimit = long.MaxValue } : sample;
    }

    /// <summary>What a layer in between calls them, where it put its own name before theirs; null: nothing looks like it.</summary>
    private static string? Renamed(ReadOnlySpan<byte> page)
    {
        foreach (var range in page.Split((byte)'\n'))
        {
            var line = page[range];
            var end = line.IndexOfAny(" \t{"u8);
            if (end < 0 || line[..end].IndexOf("go_goroutines"u8) is not (> 0 and var at))
                continue;
            var name = Encoding.UTF8.GetString(line[..end]);
            return $"one may be {name}; --map \"go_*={name[..at]}go_*\" reads all that are called so";
        }

        return null;
    }

    /// <summary>The figures found so far: one without labels outweighs one with.</summary>
    private sealed class Figures
    {
        private readonly Dictionary<string, double> _plain = [];
        private readonly Dictionary<string, double> _labelled = [];

        /// <summary>Whether a figure of the Go runtime was among them.</summary>
        public bool HasGo { get; private set; }

        /// <summary>Whether the exporter is one that tells a memory limit only where there is one.</summary>
        public bool IsOther { get; private set; }

        public double? Of(string name) =>
            _plain.TryGetValue(name, out var plain) ? plain : _labelled.TryGetValue(name, out var labelled) ? labelled : null;

        public void Take(ReadOnlySpan<byte> line)
        {
            if (line.StartsWith("{\""u8))
                TakeQuoted(line);
            if (!line.StartsWith("go_"u8) && !line.StartsWith("process_"u8) && !line.StartsWith("weisyn_mining_"u8))
                return;
            var end = line.IndexOfAny(" \t{"u8);
            if (end < 0)
                return;
            var name = Encoding.UTF8.GetString(line[..end]);
            ReadOnlySpan<byte> labels = [];
            var rest = line[end..];
            if (rest[0] == (byte)'{')
            {
                var close = Close(rest);
                if (close < 0)
                    return;
                labels = rest[1..close];
                rest = rest[(close + 1)..];
            }

            if (Meant(name, labels) is { } meant)
                Take(meant, name, labels.IsEmpty ? _plain : _labelled, rest);
        }

        /// <summary>
        /// A name of any characters stands in quotes among the labels: <c>{"go.memory.gc.goal",scope="x"} 1</c> (Prometheus 3).
        /// </summary>
        private void TakeQuoted(ReadOnlySpan<byte> line)
        {
            var (end, close) = (line[2..].IndexOf((byte)'"') + 2, Close(line));
            if (end < 2 || close < end)
                return;
            var name = Encoding.UTF8.GetString(line[2..end]).Replace('.', '_');
            if (Meant(name, line[(end + 1)..close]) is { } meant)
                Take(meant, name, close == end + 1 ? _plain : _labelled, line[(close + 1)..]);
        }

        /// <summary>Where labels end: an exemplar behind the value has braces of its own, and so may a label's value.</summary>
        private static int Close(ReadOnlySpan<byte> text)
        {
            var isQuoted = false;
            for (var i = 0; i < text.Length; i++)
            {
                if (isQuoted && text[i] == (byte)'\\')
                    i++;
                else if (text[i] == (byte)'"')
                    isQuoted = !isQuoted;
                else if (!isQuoted && text[i] == (byte)'}')
                    return i;
            }

            return -1;
        }

        private void Take(string meant, string name, Dictionary<string, double> figures, ReadOnlySpan<byte> rest)
        {
            HasGo |= meant.StartsWith("go_", StringComparison.Ordinal);
            IsOther |= name is OtherFigureNames.Goal or OtherFigureNames.PlainGoal;
            if (name.StartsWith("weisyn_", StringComparison.Ordinal))
                Add(meant, rest);
            else if (!figures.TryAdd(meant, Figure(name, rest)))
                throw new MissException(MissKind.Unreadable, $"{name}: found twice, one figure is needed");
        }

        /// <summary>
        /// Rounds that went on and rounds that were refused are rounds; a tip from the future is nobody's. What isn't the collector's
        /// is no reason to refuse a page.
        /// </summary>
        private void Add(string name, ReadOnlySpan<byte> rest)
        {
            if (Value(rest) is { } value)
                _labelled[name] = _labelled.GetValueOrDefault(name) + value;
        }

        /// <summary>The figure that a line is of; null when it is none that is wanted.</summary>
        private static string? Meant(string name, ReadOnlySpan<byte> labels)
        {
            if (Wanted.Contains(name))
                return name;
            if (OtherFigureNames.Meant.TryGetValue(name, out var meant))
                return meant;
            foreach (var part in OtherFigureNames.Parts)
            {
                if (part.Name == name && labels.IndexOf(Encoding.UTF8.GetBytes(part.Label)) >= 0)
                    return part.Figure;
            }

            return null;
        }
    }

    private static double Figure(string name, ReadOnlySpan<byte> rest) => Value(rest)
        ?? throw new MissException(MissKind.Unreadable, $"{name}: found {Excerpt.Of(Word(rest))}, a number >= 0 is needed");

    private static double? Value(ReadOnlySpan<byte> rest) =>
        double.TryParse(Word(rest), NumberStyles.Float, CultureInfo.InvariantCulture, out var figure)
            && double.IsFinite(figure) && figure >= 0
            ? figure
            : null;

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> rest)
    {
        var text = rest.Trim(" \t\r"u8);
        var end = text.IndexOfAny(" \t"u8);
        return end < 0 ? text : text[..end];
    }
}
