using System.Resources;
using WesMemGuard.Texts;

namespace WesMemGuard.Reasons;

/// <summary>Puts reasons into words, at the very edge.</summary>
internal static class ReasonText
{
    /// <summary>The reason in a language: a sentence without a full stop, or a part of one.</summary>
    /// <exception cref="MissingManifestResourceException">There is no text of this id.</exception>
    /// <exception cref="FormatException">The text has a place for an argument that the reason lacks, or can't be parsed.</exception>
    public static string In(this Reason reason, Language language)
    {
        var text = reason.Texts.In(language)[reason.Id];
        return Fill(text, name => reason[name] ?? throw new FormatException($"{reason.Id} has no argument \"{name}\""), language);
    }

    internal static string Fill(string text, Func<string, ReasonValue> find, Language language) =>
        new ReasonTemplate(text).Fill(find, (value, format) => Written(value, format, language));

    private static string Written(ReasonValue value, string? format, Language language) => value switch
    {
        ReasonValue.Nested nested => nested.Value.In(language),
        ReasonValue.Several several => Joined(several.Items.Select(i => Written(i, null, language)).ToList(), format, language),
        _ => ReasonFigures.Write(value, format),
    };

    private static string Joined(List<string> items, string? format, Language language)
    {
        if (format == "lines")
            return string.Join("\n", items);
        var chinese = language == Language.Chinese;
        var comma = format == ";" ? (chinese ? "；" : "; ") : chinese ? "、" : ", ";
        var last = (format, chinese) switch
        {
            ("and", false) => " and ",
            ("or", false) => " or ",
            ("and", true) => "和",
            ("or", true) => "或",
            (null or ";", _) => comma,
            _ => throw new FormatException($"a list has no format \"{format}\""),
        };
        return items.Count < 2
            ? string.Concat(items)
            : string.Join(comma, items.Take(items.Count - 1)) + last + items[items.Count - 1];
    }
}
