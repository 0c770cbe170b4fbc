using System.Text;
using System.Text.RegularExpressions;
using WesMemGuard.Fleets.RemoteRead;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>A selector of some names, of nodes that a label tells from the others.</summary>
/// <param name="Names">The names, or patterns.</param>
/// <param name="Matchers">What all of them have, as it was written; null or empty: nothing.</param>
/// <param name="Label">The label; null: the matchers alone tell.</param>
/// <param name="Values">Its values.</param>
internal sealed record SeriesSelector(IReadOnlyList<string> Names, string? Matchers, string? Label, IReadOnlyList<string> Values)
{
    private string NamesPattern => string.Join('|', Names);

    private string ValuesPattern => string.Join('|', Values.Select(Regex.Escape));

    /// <summary>As matchers; null: what all of them have is written in a way that isn't known.</summary>
    public IReadOnlyList<LabelMatcher>? AsMatchers()
    {
        if (LabelMatcher.Read(Matchers ?? "") is not { } written)
            return null;
        LabelMatcher[] label = Label is null ? [] : [new(MatcherKind.Like, Label, ValuesPattern)];
        return [new(MatcherKind.Like, "__name__", NamesPattern), .. written, .. label];
    }

    /// <summary>As a query has it.</summary>
    public override string ToString()
    {
        var query = new StringBuilder("{__name__=~\"").Append(NamesPattern).Append('"');
        if (Matchers is { Length: > 0 })
            query.Append(',').Append(Matchers);
        if (Label is not null)
            query.Append(',').Append(Label).Append("=~\"").Append(LabelSet.Quoted(ValuesPattern)).Append('"');
        return query.Append('}').ToString();
    }
}
