using System.Collections;
using System.Globalization;
using WesMemGuard.Texts;

namespace WesMemGuard.Testing;

/// <summary>The language of failures: that of the locale or the culture, as everywhere in a test's output.</summary>
internal static class TestLanguage
{
    /// <summary>The language now.</summary>
    public static Language Now => Languages.OfLocale(Variables(), CultureInfo.CurrentUICulture);

    private static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    }
}
