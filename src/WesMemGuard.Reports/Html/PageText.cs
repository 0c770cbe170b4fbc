using System.Globalization;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Html;

/// <summary>
/// Texts of a page in both languages at once: the page switches between them by itself.
/// </summary>
/// <param name="texts">The texts of the page.</param>
/// <param name="language">The language that it opens in.</param>
internal sealed class PageText(ResourceTexts texts, Language language)
{
    private readonly LocalTexts _english = texts.In(Language.English);
    private readonly LocalTexts _chinese = texts.In(Language.Chinese);

    /// <summary>A span that holds a text in both languages and shows one.</summary>
    public HtmlLine this[string key, params object?[] values] => Both(Pair(key, values));

    /// <summary>A text in both languages, for others to quote.</summary>
    public TwoTexts Pair(string key, params object?[] values) =>
        new(_english.Format(key, [.. values.Select(v => In(Language.English, v))]),
            _chinese.Format(key, [.. values.Select(v => In(Language.Chinese, v))]));

    // A reason that a text quotes, as why there is no live heap.
    private static object? In(Language language, object? value) => value switch
    {
        Reason reason => reason.In(language),
        TwoTexts two => language == Language.Chinese ? two.Chinese : two.English,
        _ => value,
    };

    private HtmlLine Both(TwoTexts texts) => Both(texts.English, texts.Chinese);

    /// <summary>A span of two texts that are translations of each other.</summary>
    public HtmlLine Both(string english, string chinese) =>
        HtmlLine.Of($"<span data-en=\"{english}\" data-zh=\"{chinese}\">{(language == Language.Chinese ? chinese : english)}</span>");

    /// <summary>A span of a reason in both languages.</summary>
    public HtmlLine Said(Reason reason) => Both(reason.In(Language.English), reason.In(Language.Chinese));

    /// <summary>An accessible name in both languages, as attributes.</summary>
    public HtmlLine Label(string key, params object?[] values)
    {
        var (en, zh) = (_english.Format(key, values), _chinese.Format(key, values));
        return HtmlLine.Of($"aria-label=\"{(language == Language.Chinese ? zh : en)}\" data-label-en=\"{en}\" data-label-zh=\"{zh}\"");
    }

    /// <summary>A name that the node gave, short.</summary>
    public static string Name(string text) => Charts.ChartJson.Short(text);

    public static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) =>
        at.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A number as messages write it: one decimal, two below one, none where it is a count.</summary>
    public static string Number(double value) => !double.IsFinite(value) ? "-"
        : value.ToString(Math.Abs(value) is > 0 and < 1 ? "0.00" : Math.Abs(value) >= 100
            || value == Math.Round(value) ? "#,0" : "#,0.0", CultureInfo.InvariantCulture);

    /// <summary>
    /// A figure in a unit of sizes: always with one decimal, so that figures below each other can be compared.
    /// </summary>
    public static string Size(double value) =>
        !double.IsFinite(value)
            ? "-" : value.ToString(Math.Abs(value) is > 0 and < 1 ? "0.00" : "#,0.0", CultureInfo.InvariantCulture);

    public static string MiB(double bytes) =>
        (bytes / ByteSize.MiB).ToString("#,0.0", CultureInfo.InvariantCulture) + " MiB";
}
