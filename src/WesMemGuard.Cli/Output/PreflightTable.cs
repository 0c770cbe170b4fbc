using Spectre.Console;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Preflight;

namespace WesMemGuard.Cli.Output;

/// <summary>What was found of a node, a line a check, and below it what to do.</summary>
internal static class PreflightTable
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(PreflightTable));

    public static void Write(PreflightReport report, Uri url, Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in new[] { "Check", "State", "Found" })
            table.AddColumn(new TableColumn(Terminal.Text(texts[title])) { NoWrap = title != "Found" });
        foreach (var line in report.Lines)
        {
            table.AddRow(Terminal.Text(line.Check), Terminal.Text(texts[line.State.ToString()], StyleOf(line.State)),
                Terminal.Text(line.Text(surroundings.Language)));
            if (line.Advice(surroundings.Language) is { } advice)
                table.AddRow(Text.Empty, Text.Empty, Terminal.Text(texts.Format("Do", advice)));
        }

        Terminal.Write(table, surroundings);
        surroundings.Out.WriteLine(texts.Format("Worst" + report.Worst, url.GetLeftPart(UriPartial.Authority)));
    }

    private static Style StyleOf(PreflightState state) => new(state switch
    {
        PreflightState.Ok => Color.Green,
        PreflightState.Limited => Color.Yellow,
        _ => Color.Red,
    });
}
