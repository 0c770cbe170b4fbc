using System.Collections;
using System.Globalization;
using WesMemGuard.Texts;

namespace WesMemGuard.Client;

/// <summary>The language of failures: that of the locale or the culture.</summary>
internal static class ClientLanguage
{
    /// <summary>The language now.</summary>
    public static Language Now => Languages.OfLocale(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal),
        CultureInfo.CurrentUICulture);
}
