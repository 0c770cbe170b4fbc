using System.Globalization;

namespace WesMemGuard.Texts;

/// <summary>Which language a name or a locale asks for.</summary>
internal static class Languages
{
    /// <summary>The names that <c>--lang</c> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["en", "zh"];

    // Their order is that of POSIX: the first that is set decides.
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>The name that <c>--lang</c> takes for a language.</summary>
    public static string NameOf(Language language) => Names[(int)language];

    /// <summary>
    /// The language of a name such as <c>zh</c>, <c>zh-CN</c> or <c>zh_CN.UTF-8</c>, or null when it is neither English nor Chinese.
    /// </summary>
    public static Language? Find(string name)
    {
        var end = name.AsSpan().IndexOfAny("-_.@");
        return (end < 0 ? name : name[..end]).ToLowerInvariant() switch
        {
            "zh" => Language.Chinese,
            "en" => Language.English,
            _ => null,
        };
    }

    /// <summary>
    /// The language of a process: that of LC_ALL, LC_MESSAGES or LANG, else of its culture; English when none is Chinese.
    /// </summary>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="culture">The culture for people; invariant where the locale is in the environment only.</param>
    public static Language OfLocale(IReadOnlyDictionary<string, string> environment, CultureInfo culture)
    {
        var locale = Variables.Select(v => environment.GetValueOrDefault(v, "")).FirstOrDefault(v => v.Length > 0) ?? culture.Name;
        return Find(locale) ?? Language.English;
    }
}
