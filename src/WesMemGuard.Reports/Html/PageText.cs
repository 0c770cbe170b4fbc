using System.Globalization;
using System.Net;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Html;

/// <summary>
/// Texts of a page in both languages at once: the page switches between them by itself. Everything that comes out is encoded.
/// </summary>
/// <param name="texts">The texts of the page.</param>
/// <param name="language">The language that it opens in.</param>
internal sealed class PageText(ResourceTexts texts, Language language)
{
    private readonly LocalTexts _english = texts.In(Language.English);
    private readonly LocalTexts _chinese = texts.In(Language.Chinese);

    /// <summary>A span that holds a text in both languages and shows one.</summary>
    public string this[string key, params object?[] values] => Both(Pair(key, values));

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

    private string Both(TwoTexts texts) => Both(texts.English, texts.Chinese);

    /// <summary>A span of two texts that are translations of each other.</summary>
    public string Both(string english, string chinese)
    {
        var (en, zh) = (Encode(english), Encode(chinese));
        return $"<span data-en=\"{en}\" data-zh=\"{zh}\">{(language == Language.Chinese ? zh : en)}</span>";
    }

    /// <summary>A span of a reason in both languages.</summary>
    public string Said(Reason reason) => Both(reason.In(Language.English), reason.In(Language.Chinese));

    /// <summary>An accessible name in both languages, as attributes.</summary>
    public string Label(string key, params object?[] values)
    {
        var (en, zh) = (Encode(_english.Format(key, values)), Encode(_chinese.Format(key, values)));
        return $"aria-label=\"{(language == Language.Chinese ? zh : en)}\" data-label-en=\"{en}\" data-label-zh=\"{zh}\"";
    }

    /// <summary>
    /// A foreign text as HTML: encoded, its control characters and reversed writing made visible, no longer than a line may be.
    /// </summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(SafeText.Of(text));

    /// <summary>A name that the node gave, short and encoded.</summary>
    public static string Name(string text) => WebUtility.HtmlEncode(Charts.ChartJson.Short(text));

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A number as messages write it: one decimal, two below one, none where it is a count.</summary>
    public static string Number(double value) => !double.IsFinite(value) ? "-"
        : value.ToString(Math.Abs(value) is > 0 and < 1 ? "0.00" : Math.Abs(value) >= 100
            || value == Math.Round(value) ? "#,0" : "#,0.0", CultureInfo.InvariantCulture);

    /// <summary>A figure in a unit of sizes: always with one decimal, so that figures below each other can be compared.</summary>
    public static string Size(double value) =>
        !double.IsFinite(value) ? "-" : value.ToString(Math.Abs(value) is > 0 and < 1 ? "0.00" : "#,0.0", CultureInfo.InvariantCulture);

    public static string MiB(double bytes) => (bytes / ByteSize.MiB).ToString("#,0.0", CultureInfo.InvariantCulture) + " MiB";
}
