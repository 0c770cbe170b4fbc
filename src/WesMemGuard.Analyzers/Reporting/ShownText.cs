using System.Globalization;
using Microsoft.CodeAnalysis;
using WesMemGuard.Texts;

namespace WesMemGuard.Analyzers.Reporting;

/// <summary>
/// A text whose words are made when the compiler or an editor shows it, in the language of the culture that it gives:
/// Chinese for Chinese ones, English for all others and where there is none.
/// </summary>
internal abstract class ShownText : LocalizableString
{
    protected abstract string In(Language language, IFormatProvider? culture);

    protected sealed override string GetText(IFormatProvider? formatProvider) =>
        In(formatProvider is CultureInfo culture && IsChinese(culture.Name) ? Language.Chinese : Language.English, formatProvider);

    /// <summary>By its name: a runtime without the data of cultures knows nothing else of one.</summary>
    private static bool IsChinese(string culture) => culture == "zh" || culture.StartsWith("zh-", StringComparison.OrdinalIgnoreCase);
}
