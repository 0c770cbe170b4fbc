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
        if (surroundings.Width < Surroundings.PlainWidth && surroundings.Width < Widths(rows, surroundings.Language) + LeastReason)
        {
            LimitLines.Write(rows, surroundings);
            return;
        }

        var texts = Texts.In(surroundings.Language);
        var shown = Columns.Where(c => c != Expected || rows.Any(r => r.IsExpected is not null)).ToList();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in shown)
            table.AddColumn(new TableColumn(new Text(texts[title])) { NoWrap = title != Reason });
        foreach (var row in rows)
            table.AddRow(shown.Select(c => Cell(row, c, surroundings.Language)));
        Terminal.Write(table, surroundings);
    }

    private static int Widths(IReadOnlyList<Row> rows, Language language) => Columns.Where(c => c != Reason)
        .Sum(c => rows.Count == 0 ? 0 : rows.Max(r => Cell(r, c, language).Length) + Between);

    private static Text Cell(Row row, string column, Language language) => column switch
    {
        "Scenario" => Plain(row.Subject),
        "Limit" => Plain(row.Limit),
        "Measured" => Plain(row.Measured),
        "Budget" => Plain(row.Budget),
        "Outcome" => new Text(SafeText.Of(Named(row.Outcome).In(language)), OutcomeStyle.Of(row.Outcome)),
        Expected => Plain(row.IsExpected is { } isExpected ? CommandReasons.Expected(isExpected).In(language) : ""),
        _ => Plain(row.Reason.In(language)),
    };

    private static Text Plain(string text) => new(SafeText.Of(text), Style.Plain);

    private static Reason Named(Outcome? outcome) => outcome is { } known ? OutcomeReasons.Of(known) : CommandReasons.BadInput();
}
