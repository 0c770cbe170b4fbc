using System.Text.RegularExpressions;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>What queries say of nodes.</summary>
internal static partial class PrometheusQuery
{
    /// <summary>
    /// The matchers of a selector without the name before its braces: <c>job="wes"</c> of <c>up{job="wes"}</c>; null:
    /// it is none.
    /// </summary>
    public static string? MatchersOf(string select)
    {
        var match = Selector().Match(select.Trim());
        return match.Success && select.Trim().Length > 0
            ? match.Groups["matchers"].Value.Trim().Trim(',').Trim() : null;
    }

    /// <summary>The label that tells most of the nodes apart; null: there is none.</summary>
    public static string? TellingLabel(IReadOnlyList<LabelSet> nodes) => nodes.SelectMany(n => n.Pairs.Select(p => p.Key))
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(label => nodes.Select(n => n[label]).Distinct(StringComparer.Ordinal).Count())
        .ThenBy(label => label, StringComparer.Ordinal).FirstOrDefault();

    [GeneratedRegex("^(?:[a-zA-Z_:][a-zA-Z0-9_:]*\\s*)?" + """(?:\{(?<matchers>(?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?$""")]
    private static partial Regex Selector();
}
