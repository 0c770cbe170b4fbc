using Spectre.Console;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Answer;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Harness;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;
using Paragraph = WesMemGuard.Cli.Output.Paragraph;

namespace WesMemGuard.Cli.Fleets;

/// <summary>
/// What <c>judge</c> says of a fleet: the worst nodes first, by what they share, who differs, and the messages of the
/// worst.
/// </summary>
internal static class FleetReport
{
    /// <summary>So many whole messages are written; the others are in the report.</summary>
    private const int MostMessages = 5;

    private const int MostDiffering = 20;

    /// <summary>What lies between two columns of a table.</summary>
    private const int Between = 3;

    public static void Write(FleetVerdict fleet, FleetShow show, Surroundings surroundings)
    {
        var worst = fleet.WorstFirst.ToList();
        ResultTable.Write([.. worst.Take(show.Top).SelectMany(node => Rows(node, fleet))], surroundings);
        if (worst.Count > show.Top)
            Say(FleetReasons.MoreNodes(worst.Count - show.Top), surroundings);
        foreach (var grouping in FleetGrouping.Of(fleet, show.By))
            Write(grouping, fleet, surroundings);
        Differing(fleet, surroundings);
        Messages(worst, surroundings);
        surroundings.Out.WriteLine();
        Say(Sums(fleet), surroundings);
    }

    /// <summary>All of it in one line.</summary>
    public static Reason Sums(FleetVerdict fleet) => FleetReasons.Sums(fleet.Source, fleet.Nodes.Count,
        [.. fleet.Nodes.GroupBy(n => n.Worst).OrderByDescending(g => g.Key is { } o ? (int)o : int.MaxValue)
            .Select(g => CommandReasons.Counted(g.Count(), g.Key is { } outcome ? OutcomeReasons.Of(outcome) : CommandReasons.BadInput()))],
        fleet.Nodes.Sum(n => n.Restarts), fleet.Nodes.Count(n => n.Gone is not null));

    public static string Amount(Verdict verdict, double value) =>
        VerdictFigures.Measured(verdict with { Value = value, Low = null, High = null });

    private static IEnumerable<Row> Rows(NodeVerdict node, FleetVerdict fleet)
    {
        if (node.Worst is null)
            return [Row.Bad(node.Name, node.Error ?? CommandReasons.BadInput())];
        return node.Verdicts.Select((v, i) => new Row(i == 0
            ? Named(node) : "", LimitTitle.WithoutBound(fleet.Budget.Limits[i]),
            VerdictFigures.Measured(v), VerdictFigures.Budget(v), v.Outcome, null, v.Reason));
    }

    private static string Named(NodeVerdict node) => node.Restarts == 0 ? node.Name
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{node.Name} (x{node.Restarts + 1})");

    private static void Write(FleetGrouping grouping, FleetVerdict fleet, Surroundings surroundings)
    {
        surroundings.Out.WriteLine();
        Say(FleetReasons.By(grouping.Label), surroundings);
        var first = fleet.Nodes.FirstOrDefault(n => n.Verdicts.Count > 0)?.Verdicts[0];
        string[] titles = [.. GroupTitles(fleet.Budget.Limits[0].Metric.Name()).Select(t => t.In(surroundings.Language))];
        var rows = grouping.Groups.Select(group => Cells(group, first)).ToList();
        if (titles.Select((t, i) => rows.Append(titles).Max(r => Paragraph.Columns(r[i])) + Between).Sum() > surroundings.Width)
        {
            foreach (var row in rows)
                Paragraph.Write(surroundings, $"  {SafeText.Of(row[0])}  ", FleetReasons.Group(titles, row).In(surroundings.Language));
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in titles)
            table.AddColumn(new TableColumn(Terminal.Text(title)) { NoWrap = true });
        foreach (var row in rows)
            table.AddRow(row.Select(cell => Terminal.Text(cell)).ToArray<Spectre.Console.Rendering.IRenderable>());
        Terminal.Write(table, surroundings);
    }

    private static Reason[] GroupTitles(string metric) =>
    [
        FleetReasons.Value(), FleetReasons.Nodes(), OutcomeReasons.Of(Outcome.Broken), OutcomeReasons.Of(Outcome.NotMeasured),
        OutcomeReasons.Of(Outcome.Inconclusive), OutcomeReasons.Of(Outcome.Held), FleetReasons.MedianOf(metric),
    ];

    private static string[] Cells(FleetGroup group, Verdict? first) =>
    [
        group.Value.Length == 0 ? "-" : group.Value, Number(group.Nodes), Number(group.Broken), Number(group.NotMeasured),
        Number(group.Inconclusive), Number(group.Held), group.Median is { } median && first is not null ? Amount(first, median) : "-",
    ];

    private static void Differing(FleetVerdict fleet, Surroundings surroundings)
    {
        if (!DifferingNode.AreCompared(fleet))
            return;
        var differing = DifferingNode.Of(fleet);
        surroundings.Out.WriteLine();
        var nodes = differing.DistinctBy(d => d.Node).Count();
        Say(nodes == 0 ? FleetReasons.NoneDiffers() : FleetReasons.Differing(nodes), surroundings);
        foreach (var node in differing.Take(MostDiffering))
            Paragraph.Write(surroundings, "  ", node.Told.In(surroundings.Language));
        if (differing.Count > MostDiffering)
            Say(FleetReasons.MoreDiffering(differing.Count - MostDiffering), surroundings);
    }

    private static void Messages(List<NodeVerdict> worst, Surroundings surroundings)
    {
        var told = worst.SelectMany(n => n.Verdicts).Where(v => v.Outcome != Outcome.Held).ToList();
        foreach (var verdict in told.Take(MostMessages))
        {
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine(SafeText.Of(verdict.Message.In(surroundings.Language, surroundings.Width)));
        }

        if (told.Count <= MostMessages)
            return;
        surroundings.Out.WriteLine();
        Say(FleetReasons.MoreMessages(told.Count - MostMessages), surroundings);
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Say(Reason reason, Surroundings surroundings) =>
        surroundings.Out.WriteLine(SafeText.Of(reason.In(surroundings.Language)));
}

/// <summary>How a fleet is shown.</summary>
/// <param name="Top">So many nodes in the table, the worst.</param>
/// <param name="By">The label to group by; null: those that tell most.</param>
internal sealed record FleetShow(int Top = 30, string? By = null);
