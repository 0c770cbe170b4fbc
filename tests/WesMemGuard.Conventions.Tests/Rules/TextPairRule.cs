using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// What people read is there in both languages: the same keys, the same places for figures, none empty, the second one
/// in Chinese.
/// </summary>
internal static partial class TextPairRule
{
    public static IEnumerable<string> Violations(string name, string english, string chinese)
    {
        var en = Read(english);
        var zh = Read(chinese);
        if (en.Count == 0)
            yield return $"{name} holds no text";
        foreach (var key in en.Keys.Except(zh.Keys))
            yield return $"{name}: {key} lacks its translation";
        foreach (var key in zh.Keys.Except(en.Keys))
            yield return $"{name}: {key} is in Chinese only";
        foreach (var key in en.Keys.Intersect(zh.Keys))
        {
            if (en[key].Trim().Length == 0 || zh[key].Trim().Length == 0)
                yield return $"{name}: {key} is empty";
            else if (!Places(en[key]).SequenceEqual(Places(zh[key])))
                yield return $"{name}: {key} has other places for figures in Chinese";
            else if (Words(en[key]).Any(char.IsAsciiLetter) && !zh[key].Any(c => c is >= '\u4E00' and <= '\u9FFF'))
                yield return $"{name}: {key} is not translated";
            else if (en[key].Any(c => c is >= '\u4E00' and <= '\u9FFF'))
                yield return $"{name}: {key} is Chinese in English";
        }
    }

    private static Dictionary<string, string> Read(string resx) =>
        XDocument.Parse(resx).Descendants("data")
            .ToDictionary(d => (string)d.Attribute("name")!, d => (string?)d.Element("value") ?? "",
                StringComparer.Ordinal);

    // Places and what is the same in every language: a unit an hour, the name of a number.
    private static string Words(string text) => Nothing().Replace(Place().Replace(text, ""), "");

    [GeneratedRegex(@"/h|[{}|?]")]
    private static partial Regex Nothing();

    // {0}, {1:0.0} with their formats; named places by their names, for one language needs a plural where the other needs none.
    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(m => char.IsAsciiDigit(m.Groups[1].Value[0])
            ? m.Value : m.Groups[1].Value).Distinct()
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(\w+)(:[^}|?]*)?(?=[}|?])")]
    private static partial Regex Place();
}
