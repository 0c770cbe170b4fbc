using System.Text.RegularExpressions;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Runs;
using WesMemGuard.Tests;

namespace WesMemGuard.Fleets.Tests.Series;

/// <summary>The page of series and their columns names what is read, and nothing else.</summary>
internal sealed partial class SeriesPageTests
{
    private static string Page => File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "series.md"));

    [Test]
    public void It_has_a_row_for_each_figure_with_its_short_names()
    {
        var rows = Row().Matches(Page).ToDictionary(m => m.Groups[1].Value,
            m => Regex.Matches(m.Groups[2].Value, "`(\\w+)`").Select(s => s.Groups[1].Value).ToList());

        rows.Keys.ShouldBe(PrometheusFigures.Names, ignoreOrder: true);
        var known = FigureTable.OursKnown();
        known.Count.ShouldBeGreaterThan(30);
        rows.SelectMany(r => r.Value.Prepend(r.Key)).Append(FigureTable.Time).ShouldBe(known, ignoreOrder: true);
        var table = new FigureTable(new Dictionary<string, string>());
        foreach (var (figure, shorts) in rows)
        {
            foreach (var name in shorts)
                table.Find(name, LabelSet.Empty)!.Value.Figure.ShouldBe(FigureTable.Number(figure), name);
        }
    }

    [Test]
    public void Its_names_of_times_are_read_as_times()
    {
        var line = Page.Split('\n').Single(l => l.StartsWith("| the time | ", StringComparison.Ordinal));
        var names = Regex.Matches(line, "`([^`]+)`").Select(m => m.Groups[1].Value).ToList();
        names.Count.ShouldBeGreaterThan(10);
        var (figures, none) = (new FigureTable(new Dictionary<string, string>()), new Dictionary<string, string>());

        names.ShouldAllBe(n => FoundColumn.Of(n, figures, none).Kind == FoundKind.Time);
    }

    [GeneratedRegex("^\\| `(\\w+)` \\| ([^|]+) \\| [^|]+ \\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
