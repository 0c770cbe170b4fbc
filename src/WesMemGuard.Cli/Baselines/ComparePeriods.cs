using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using WesMemGuard.Budgets;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Cli.Baselines;

/// <summary>
/// <c>wesmemguard baseline periods RUN --before A --after B --within SIZE</c>: two parts of one run, by the judge's
/// limit <c>returnsTo</c>.
/// </summary>
internal static class ComparePeriods
{
    private const string Before = "before", After = "after";

    public static Command Create(Surroundings surroundings, Option<string[]> set, LocalTexts texts)
    {
        var path = new Argument<string>("RUN|RECORDING|LOG") { Description = texts["Runs"] };
        CommandArguments.RefuseOptions(path);
        var before = Period.Option("--before", texts["Before"]);
        var after = Period.Option("--after", texts["After"]);
        var metric = new Option<string>("--metric")
        {
            Description = texts["MetricOfProcess"],
            HelpName = "METRIC",
            DefaultValueFactory = _ => Metric.LiveHeap.Name()
        };
        var within = new Option<string>("--within") { Description = texts["WithinAmount"], HelpName = "AMOUNT", Required = true };
        (before.Required, after.Required) = (true, true);
        var command = new Command("periods", texts["Periods"]) { path, before, after, metric, within };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var given = parsed.GetRequiredValue(path);
            var source = await RunSource.OpenAsync(Path.Combine(surroundings.WorkingFolder, given), given.Replace('\\',
                '/'),
                settings.ReplayTimeout, ct).ConfigureAwait(false);
            var run = WithPeriods(source.Run, Period.Read(parsed.GetValue(before), "--before", source.Run),
                Period.Read(parsed.GetValue(after), "--after", source.Run));
            var budget = Budget(parsed.GetValue(metric)!, parsed.GetRequiredValue(within));
            var verdict =
                RunJudge.Judge(run, budget, run.Header.Name, "--within", source.EvidencePath, source.CommandPath);
            JudgeReport.Write([new JudgedRun(given.Replace('\\', '/'), budget, verdict, null)], surroundings);
            return verdict.ExitCode;
        });
        return command;
    }

    // The two periods are the run's only phases, so that whatever the run calls its own can't be meant.
    private static MemoryRun WithPeriods(MemoryRun run, Period before, Period after)
    {
        run.Phases.Clear();
        run.Phases.Add(Phase(Before, before, "--before"));
        run.Phases.Add(Phase(After, after, "--after"));
        return run;
    }

    private static Phase Phase(string name, Period period,
        string option) => period is { From: { } from, To: { } to } && from < to
        ? new Phase(name, "period", from, to, 0, 0, 0, 0, 0)
        : throw new BadInputException(option, InputReasons.EndsBeforeItBegins());

    private static MemoryBudget Budget(string metric, string within)
    {
        // A count is a number in budget files, a size is a text with its unit.
        var tolerance =
            double.TryParse(within, System.Globalization.CultureInfo.InvariantCulture, out _) ? within : Quoted(within);
        var json = $$"""
            { "limits": [ { "of": "process", "metric": {{Quoted(metric)}}, "returnsTo": { "from": "{{Before}}",
            "after": "{{After}}", "tolerance": {{tolerance}} } } ] }
            """;
        return BudgetFile.Read(System.Text.Encoding.UTF8.GetBytes(json), "--metric, --within");
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.Default)}\"";
}
