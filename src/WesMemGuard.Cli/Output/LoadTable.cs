using System.Globalization;
using Spectre.Console;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>What the loads of a run came to: a table at its end, a line while it goes on.</summary>
internal static class LoadTable
{
    private const int ManyFailures = 3;
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LoadTable));
    private static readonly string[] Columns =
        ["Phase", "Kind", "Asked", "Sent", "Ok", "Failed", "Rate", "P50", "P99", "Late", "NotMined", "Why"];

    public static void Write(IReadOnlyList<LoadRow> loads, Surroundings surroundings)
    {
        if (loads.Count == 0)
            return;
        var texts = Texts.In(surroundings.Language);
        var table = new Table().Border(TableBorder.Simple);
        var shown = Columns.Where(c => c != "NotMined" || loads.Any(l => l.NotMined is not null)).ToList();
        foreach (var column in shown)
            table.AddColumn(new TableColumn(Terminal.Text(texts[column]))
            {
                NoWrap = column != "Why",
                Alignment = column is "Phase"
                or "Kind" or "Why" ? Justify.Left : Justify.Right
            });
        foreach (var load in loads)
            table.AddRow(shown.Select(c => Terminal.Text(Cell(c, load, surroundings.Language))));
        surroundings.Out.WriteLine();
        Terminal.Write(table, surroundings);
    }

    /// <summary>One line for each load under way; one for the phase alone where it asks for nothing.</summary>
    public static IEnumerable<string> Lines(LiveProgress progress, Language language)
    {
        var texts = Texts.In(language);
        var left = Duration(progress.Left);
        return progress.Loads.Count == 0
            ? [texts.Format("LineIdle", progress.Phase.Name, left)]
            : progress.Loads.Select(l =>
                texts.Format("Line", l.Phase, left, l.Asked, l.Sent, l.Ok, l.Failed, Why(l, language) is { Length: > 0 } why
                ? $" ({why})" : "", Rate(l), Milliseconds(l.Latency?.P50), Milliseconds(l.Latency?.P99)));
    }

    private static string Cell(string column, LoadRow load, Language language) => column switch
    {
        "Phase" => load.Phase,
        "Kind" => load.Kind,
        "Asked" => Count(load.Asked),
        "Sent" => Count(load.Sent),
        "Ok" => Count(load.Ok),
        "Failed" => Count(load.Failed),
        "Rate" => Rate(load),
        "P50" => Milliseconds(load.Latency?.P50),
        "P99" => Milliseconds(load.Latency?.P99),
        "Late" => Milliseconds(load.Lateness?.P99),
        "NotMined" => load.NotMined is { } n ? Count(n) : "",
        _ => Why(load, language),
    };

    private static string Why(LoadRow load, Language language) =>
        string.Join(language == Language.Chinese
            ? "、" : ", ", load.Failures.Take(ManyFailures).Select(f => f.In(language))
            .Concat(load.Failures.Count > ManyFailures ? ["…"] : []));

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Rate(LoadRow load) =>
        load.Rate.ToString(load.Rate < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? value) =>
        value is { } ms ? ms.ToString(ms < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) : "–";

    private static string Duration(TimeSpan left) =>
        left < TimeSpan.Zero
            ? "0:00" : left.ToString(left.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
