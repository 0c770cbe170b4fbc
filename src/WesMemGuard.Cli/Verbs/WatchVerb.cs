using System.CommandLine;
using WesMemGuard.Budgets;
using WesMemGuard.Cli.Exporting;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Cli.Output.Watching;
using WesMemGuard.Client.Processes;
using WesMemGuard.Fleets.Export;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Watching;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard watch [--url URL|--pid PID]</c>: a running node, or any .NET process, as a live table, kept as a run that judges the
/// same.
/// </summary>
internal static class WatchVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(WatchVerb));

    public const string Name = "watch";

    public static readonly string[] Examples =
    [
        "wesmemguard watch",
        "wesmemguard watch --url http://127.0.0.1:28680 --budget budget.json --phase warm --phase load --phase settle",
        "wesmemguard watch --budget budget.json --serve 9464",
        "wesmemguard watch --pid 4711 --gc \"10 s\" --budget client.json",
        "wesmemguard watch --for \"30 min\" --interval \"10 s\" > watch.log",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var watched = new WatchedOptions(texts, surroundings.Language);
        var budget = new Option<string?>("--budget") { Description = texts["Budget"], HelpName = "FILE" };
        var folder = new Option<string?>("--out") { Description = texts["Out"], HelpName = "FOLDER" };
        var export = new LiveExportOptions(surroundings.Language);
        var command = new Command(Name, texts["Description"]);
        watched.AddTo(command);
        command.Add(budget);
        command.Add(folder);
        export.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var budgetFile = parsed.GetValue(budget);
            var runs = SettingsOption.Read(surroundings, parsed.GetValue(set), parsed.GetValue(folder)).Out;
            using var shown = export.Open(parsed, surroundings);
            // Who grew is asked of a budget that breaks; without one a process needn't stand still for it.
            var watching = watched.Process(parsed, dumps: budgetFile is not null) is { } process
                ? ProcessAsync(process, budgetFile, runs, shown, surroundings, ct)
                : WatchAsync(watched.Node(parsed, surroundings), budgetFile, runs, shown, surroundings, ct);
            return await watching.ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> WatchAsync(WatchOptions options, string? budgetFile, string runs, LiveExport export,
        Surroundings surroundings, CancellationToken ct)
    {
        options = await NodeWatch.FitAsync(options, surroundings.Clock, ct).ConfigureAwait(false);
        var id = LiveRun.Id("watch", options.Url, surroundings.Clock.Now);
        var header = NodeWatch.Header(options, id, surroundings.Clock.Now);
        return await KeptAsync(header, budgetFile, runs, surroundings, (budget, context, run, shown) => WatchDisplay.RunAsync(
            new WatchShown(options.Url.GetLeftPart(UriPartial.Authority), shown, options.Interval),
            new WatchViews(budget, context) { Seen = view => Show(view, options.Url.Authority, export) },
            (tick, look) => NodeWatch.RunAsync(options, run, surroundings.Clock, tick, look, ct), surroundings)).ConfigureAwait(false);
    }

    /// <summary>A .NET process.</summary>
    private static async Task<int> ProcessAsync(ProcessWatchOptions options, string? budgetFile, string runs, LiveExport export,
        Surroundings surroundings, CancellationToken ct)
    {
        var subject = FormattableString.Invariant($"pid {options.Pid}");
        var header = ProcessWatch.Header(options, ProcessWatch.Id(options.Pid, surroundings.Clock.Now), "watch", surroundings.Clock.Now);
        try
        {
            return await KeptAsync(header, budgetFile, runs, surroundings, (budget, context, run, shown) => WatchDisplay.RunAsync(
                new WatchShown(subject, shown, options.Interval),
                new WatchViews(budget, context) { Seen = view => Show(view, subject, export) },
                (tick, look) => ProcessWatch.RunAsync(options, run, surroundings.Clock, tick, look, ct), surroundings))
                .ConfigureAwait(false);
        }
        catch (NoRuntimeException e)
        {
            surroundings.Say(e.Reason);
            return ExitCodes.NoNode;
        }
    }

    private static async Task<int> KeptAsync(RunHeader header, string? budgetFile, string runs, Surroundings surroundings,
        Func<MemoryBudget?, JudgeContext, RunRecorder, string, Task> watch)
    {
        var budget = budgetFile is null ? null : RunJudge.ReadBudget(surroundings.WorkingFolder, budgetFile);
        using var run = RunFolder.Create(
            Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, runs)), header, surroundings.Scrubber.Text);
        var shown = $"{runs.Replace('\\', '/').TrimEnd('/')}/{run.Id}";
        var context = new JudgeContext("watch", budgetFile?.Replace('\\', '/') ?? "", $"{shown}/run.jsonl");
        await watch(budget, context, run.Recorder, shown).ConfigureAwait(false);

        var texts = Texts.In(surroundings.Language);
        surroundings.Out.WriteLine(texts.Format("Kept", shown, budgetFile is null ? "BUDGET" : SafeText.Of(budgetFile)));
        return End(run, budget, context, surroundings);
    }

    /// <summary>The slopes of the process and, of the budget, the limits whose phases have begun.</summary>
    private static void Show(WatchView view, string node, LiveExport export)
    {
        if (!export.IsOn)
            return;
        export.Show(
        [
            .. view.Figures.Where(f => f.Slope is not null && !view.Limits.Any(l => ExportedTable.TellsSlope(l.Limit, f.Name)))
                .SelectMany(f => ExportedTable.SlopeOf(node, f.Name, f.IsSize ? "MiB/h" : "count/h", f.Slope!.Value, f.Low, f.High)),
            .. ExportedTable.Of(node, view.Limits.Where(l => l.Verdict is not null).Select(l => (l.Limit, l.Verdict!))),
        ]);
    }

    /// <summary>What the judge says of the whole; without a budget only whether anybody ever answered.</summary>
    private static int End(RunFolder run, MemoryBudget? budget, JudgeContext context, Surroundings surroundings)
    {
        var seen = run.Recorder.Snapshot();
        if (budget is null)
            return seen.Memory.Exists(r => r.Sample is not null)
                || seen.Metrics.Exists(r => r.Sample is not null) || seen.Client.Exists(r => r.Sample is not null)
                ? ExitCodes.Held : ExitCodes.NoNode;
        var verdict = RunJudge.Judge(seen, budget, context.Scenario, context.BudgetPath, context.EvidencePath);
        JudgeReport.Write([new JudgedRun("watch", budget, verdict, null)], surroundings);
        if (verdict.NodeGone is { } gone)
            surroundings.Say(gone);
        return verdict.ExitCode;
    }
}
