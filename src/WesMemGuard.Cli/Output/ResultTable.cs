using Spectre.Console;
using WesMemGuard.Cli.Options;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Cli.Output;

/// <summary>The table at the end of a run.</summary>
internal static class ResultTable
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ResultTable));

    /// <summary>The columns in their order; narrow ones are never broken into lines.</summary>
    private static readonly (string Title, bool IsNarrow)[] Columns =
        [("Scenario", false), ("Limit", false), ("Measured", false), ("Budget", true), ("Outcome", true), (Expected, true),
            (Reason, false)];

    private const string Expected = "Expected";
    private const string Reason = "Reason";

    public static void Write(IReadOnlyList<Row> rows, Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var shown = Columns.Where(c => c.Title != Expected || rows.Any(r => r.IsExpected is not null)).ToList();
        var table = new Table().Border(TableBorder.Simple);
        var wide = surroundings.Width >= Surroundings.PlainWidth;
        foreach (var (title, isNarrow) in shown)
            table.AddColumn(new TableColumn(new Text(texts[title])) { NoWrap = isNarrow || (wide && title != Reason) });
        foreach (var row in rows)
            table.AddRow(shown.Select(c => Cell(row, c.Title, surroundings.Language)));
        Terminal.Write(table, surroundings);
    }

    private static Text Cell(Row row, string column, Language language) => column switch
    {
        "Scenario" => Plain(row.Subject),
        "Limit" => Plain(row.Limit),
        "Measured" => Plain(row.Measured),
        "Budget" => Plain(row.Budget),
        "Outcome" => new Text(SafeText.Of(Named(row.Outcome).In(language)), StyleOf(row.Outcome)),
        Expected => Plain(row.IsExpected is { } isExpected ? CommandReasons.Expected(isExpected).In(language) : ""),
        _ => Plain(row.Reason.In(language)),
    };

    private static Text Plain(string text) => new(SafeText.Of(text), Style.Plain);

    private static Reason Named(Outcome? outcome) => outcome is { } known ? OutcomeReasons.Of(known) : CommandReasons.BadInput();

    private static Style StyleOf(Outcome? outcome) => outcome switch
    {
        Outcome.Held => new Style(Color.Green),
        Outcome.Broken or null => new Style(Color.Red),
        Outcome.Inconclusive => new Style(Color.Yellow),
        _ => new Style(Color.Fuchsia),
    };
}
