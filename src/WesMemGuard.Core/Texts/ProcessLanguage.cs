using System.Collections;
using System.Globalization;

namespace WesMemGuard.Texts;

/// <summary>What this process was told by its environment: the variables, and the language that follows from them.</summary>
internal static class ProcessLanguage
{
    /// <summary>The language now: that of the locale, else of the culture.</summary>
    public static Language Now => Languages.OfLocale(Variables(), CultureInfo.CurrentUICulture);

    /// <summary>The environment's variables as they are now; names are compared letter for letter.</summary>
    public static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    }
}
