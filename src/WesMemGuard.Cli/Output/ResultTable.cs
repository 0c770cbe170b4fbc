using Spectre.Console;

namespace WesMemGuard.Cli.Output;

/// <summary>The table at the end of a run.</summary>
internal static class ResultTable
{
    public static void Write(IReadOnlyList<Row> rows, Surroundings surroundings)
    {
        var withExpected = rows.Any(r => r.Expected.Length > 0);
        var table = new Table().Border(TableBorder.Simple);
        var wide = surroundings.Width >= Surroundings.PlainWidth;
        string[] titles = ["scenario", "limit", "measured", "budget", "outcome", "expected", "reason"];
        foreach (var title in titles.Where(t => withExpected || t != "expected"))
            table.AddColumn(new TableColumn(new Text(Phrases.In(surroundings.Language, title))) { NoWrap = title != "reason" && (wide || title is "outcome" or "expected" or "budget") });
        foreach (var row in rows)
        {
            string[] cells = [row.Subject, row.Limit, row.Measured, row.Budget, row.Outcome, row.Expected, Phrases.In(surroundings.Language, row.Reason)];
            table.AddRow(cells.Where((_, i) => withExpected || i != 5).Select((c, i) => new Text(SafeText.Of(Said(i, c, surroundings.Language)), StyleOf(i, c))));
        }

        Terminal.Write(table, surroundings);
    }

    /// <summary>The outcome is said in the language and keeps its colour; the other columns are names, figures and a sentence that is said already.</summary>
    private static string Said(int column, string text, Language language) => column == 4 ? Phrases.In(language, text) : text;

    private static Style StyleOf(int column, string text) => column != 4 ? Style.Plain : text switch
    {
        "held" => new Style(Color.Green),
        "broken" or "bad input" => new Style(Color.Red),
        "inconclusive" => new Style(Color.Yellow),
        "not measured" => new Style(Color.Fuchsia),
        _ => Style.Plain,
    };
}
