using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Lines;

/// <summary>
/// Puts the lines of a message into words: at most 12 of 110 columns. A longer line is broken, over two lines, the
/// second one over three; what is too much goes by its rank, from below.
/// </summary>
internal static class MessageLines
{
    private const int Most = 12, Narrowest = 40;
    private const string Indent = "    ";
    private const string Margin = "  ";

    public static string Write(IReadOnlyList<MessageLine> message, Language language)
    {
        var lines = message.Select((line, i) => (Parts: Wrap.Line(Plain.Text(Worded(line, language)), i == 1
            ? 3 : 2), line.Keep)).ToList();
        var kept = Kept(lines);
        var all = lines.Where((_, i) => kept[i]).SelectMany(l => l.Parts).ToList();
        if (all.Count > Most)
            all.RemoveRange(Most - lines[^1].Parts.Count, all.Count - Most); // the evidence comes last and stays
        return string.Join('\n', all);
    }

    /// <summary>The same lines, broken for a terminal that is narrower than a message; nothing more goes.</summary>
    public static string Write(IReadOnlyList<MessageLine> message, Language language, int columns)
    {
        if (columns >= Wrap.Most)
            return Write(message, language);
        var texts = message.Select(line => Plain.Text(Worded(line, language))).ToList();
        var kept = Kept(texts.Select((text, i) => (Wrap.Line(text, i == 1 ? 3 : 2), message[i].Keep)).ToList());
        return string.Join('\n',
            texts.Where((_, i) => kept[i]).SelectMany(text => Wrap.Line(text, Most, Math.Max(columns, Narrowest))));
    }

    private static List<bool> Kept(List<(List<string> Parts, Keep Keep)> lines)
    {
        var kept = lines.ConvertAll(l => l.Keep == Keep.Always);
        var room = Most - lines.Where(l => l.Keep == Keep.Always).Sum(l => l.Parts.Count);
        foreach (var rank in new[] { Keep.Culprits, Keep.Details, Keep.Notices, Keep.Aside })
        {
            for (var i = 0; i < lines.Count; i++)
            {
                if (lines[i].Keep != rank || lines[i].Parts.Count > room)
                    continue;
                kept[i] = true;
                room -= lines[i].Parts.Count;
            }
        }

        return kept;
    }

    private static string Worded(MessageLine line, Language language)
    {
        var text = line.Text?.In(language) ?? "";
        return line.Part switch
        {
            MessagePart.Subject or MessagePart.Blank => text,
            MessagePart.Said => Indent + text,
            MessagePart.Beside => Columns.Padded("", Wrap.LabelWidth) + text,
            _ => Columns.Padded(Margin + LabelReasons.Of(line.Part)!.In(language), Wrap.LabelWidth) + text,
        };
    }
}
