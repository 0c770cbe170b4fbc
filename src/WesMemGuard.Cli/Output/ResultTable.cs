using Spectre.Console;
using WesMemGuard.Cli.Options;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>The table at the end of a run.</summary>
internal static class ResultTable
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ResultTable));

    /// <summary>The columns in their order; only a reason is broken into lines.</summary>
    private static readonly string[] Columns = ["Scenario", "Limit", "Measured", "Budget", "Outcome", Expected, Reason];

    /// <summary>The columns that a reason needs beside the figures, or these two take lines of their own.</summary>
    private const int LeastReason = 36;

    /// <summary>What lies between two columns of a table.</summary>
    private const int Between = 3;

    private const string Expected = "Expected";
    private const string Reason = "Reason";

    public static void Write(IReadOnlyList<Row> rows, Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        if (surroundings.Width < Surroundings.PlainWidth
            && surroundings.Width < Widths(rows, surroundings.Language) + LeastReason)
        {
            LimitLines.Write(rows, texts, surroundings);
            return;
        }

        var shown = Columns.Where(c => c != Expected || rows.Any(r => r.IsExpected is not null)).ToList();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in shown)
            table.AddColumn(new TableColumn(Terminal.Text(texts[title])) { NoWrap = title != Reason });
        foreach (var row in rows)
            table.AddRow(shown.Select(c => Cell(row, c, surroundings.Language)));
        Terminal.Write(table, surroundings);
    }

    private static int Widths(IReadOnlyList<Row> rows, Language language) => Columns.Where(c => c != Reason)
        .Sum(c => rows.Count == 0 ? 0 : rows.Max(r => Paragraph.Columns(Said(r, c, language))) + Between);

    private static Text Cell(Row row, string column, Language language) =>
        Terminal.Text(Said(row, column, language), column == "Outcome" ? OutcomeStyle.Of(row.Outcome) : Style.Plain);

    private static string Said(Row row, string column, Language language) => SafeText.Of(column switch
    {
        "Scenario" => row.Subject,
        "Limit" => row.Limit,
        "Measured" => row.Measured,
        "Budget" => row.Budget,
        "Outcome" => OutcomeStyle.Named(row.Outcome).In(language),
        Expected => row.IsExpected is { } isExpected ? CommandReasons.Expected(isExpected).In(language) : "",
        _ => row.Reason.In(language),
    });
}
