using System.Text;
using System.Text.RegularExpressions;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>The texts of queries: selectors of the figures of some nodes.</summary>
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

    /// <summary>A selector of some names, of nodes that a label tells from the others.</summary>
    /// <param name="names">The names, or patterns.</param>
    /// <param name="matchers">What all of them have.</param>
    /// <param name="label">The label; null: the matchers alone tell.</param>
    /// <param name="values">Its values.</param>
    public static string Of(IEnumerable<string> names, string? matchers, string? label, IEnumerable<string> values)
    {
        var query = new StringBuilder("{__name__=~\"").AppendJoin('|', names).Append('"');
        if (matchers is { Length: > 0 })
            query.Append(',').Append(matchers);
        if (label is not null)
        {
            query.Append(',').Append(label).Append("=~\"")
                .AppendJoin('|', values.Select(v => LabelSet.Quoted(Regex.Escape(v)))).Append('"');
        }

        return query.Append('}').ToString();
    }

    /// <summary>The label that tells most of the nodes apart; null: there is none.</summary>
    public static string? TellingLabel(IReadOnlyList<LabelSet> nodes) => nodes.SelectMany(n => n.Pairs.Select(p => p.Key))
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(label => nodes.Select(n => n[label]).Distinct(StringComparer.Ordinal).Count())
        .ThenBy(label => label, StringComparer.Ordinal).FirstOrDefault();

    [GeneratedRegex("^(?:[a-zA-Z_:][a-zA-Z0-9_:]*\\s*)?" + """(?:\{(?<matchers>(?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?$""")]
    private static partial Regex Selector();
}
