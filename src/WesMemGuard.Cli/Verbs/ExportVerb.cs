using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Cli.Exporting;
using WesMemGuard.Cli.Fleets;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Export;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard export RUN|FOLDER… --budget FILE</c>: verdicts as OpenMetrics, or sent to a collector.</summary>
internal static class ExportVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ExportVerb));

    public const string Name = "export";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "RUN|FOLDER";

    public static readonly string[] Examples =
    [
        "wesmemguard export runs/2026-11-* --budget budget.json --out wesmemguard.prom",
        "wesmemguard export --prometheus http://127.0.0.1:9090 --select 'up{job=\"wes\"}' --budget budget.json",
        "wesmemguard export scenarios/_recordings/idle --budget budget.json --otlp http://127.0.0.1:4318",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var (texts, judging) = (Texts.In(surroundings.Language), JudgeVerb.Texts.In(surroundings.Language));
        var paths = new Argument<string[]>(Takes) { Arity = ArgumentArity.ZeroOrMore, Description = judging["Paths"] };
        CommandArguments.RefuseOptions(paths);
        var budget = new Option<string>("--budget") { Description = judging["Budget"], HelpName = "FILE", Required = true };
        var output = new Option<string?>("--out") { Description = texts["Out"], HelpName = "FILE" };
        var (map, node, fleet) = (MapOption.Create(judging["Map"]), FleetOptions.NodeLabel(judging), FleetOptions.Fleet(judging));
        var (server, otlp) = (new PrometheusOptions(judging), LiveExportOptions.Otlp(surroundings.Language));
        var command = new Command(Name, texts["Description"]) { paths, budget, output, otlp, map, node, fleet };
        server.AddTo(command);
        command.Validators.Add(result => NeedSomething(result, paths));
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var (file, mapped) = (parsed.GetRequiredValue(budget), MapOption.Read(parsed.GetValue(map)));
            using var push = parsed.GetValue(otlp) is { } collector ? new OtlpPush(collector, surroundings) : null;
            var inputs = new JudgedInputs(new RunJudge(surroundings.WorkingFolder, settings.ReplayTimeout) { Mapped = mapped },
                surroundings.WorkingFolder, file, mapped)
            {
                NodeLabel = parsed.GetValue(node),
                Inventory = FleetOptions.Inventory(parsed.GetValue(fleet), surroundings),
            };
            var judged = new List<JudgedInput>();
            if (server.AreGiven(parsed))
                judged.Add(new JudgedInput(null, await server.JudgeAsync(parsed, file, mapped, inputs.NodeLabel, inputs.Inventory,
                    surroundings, ct).ConfigureAwait(false)));
            foreach (var path in RunFolders.In(surroundings.WorkingFolder, parsed.GetValue(paths) ?? []))
                judged.Add(await inputs.OfAsync(path, ct).ConfigureAwait(false));
            foreach (var error in judged.Select(j => j.Run?.Error).OfType<Reason>())
                surroundings.Say(error);
            var points = JudgedInputs.Fleets(judged).SelectMany(ExportedTable.Of).ToList();
            var code = judged.Select(j => j.ExitCode).Aggregate(ExitCodes.Held, ExitCodes.Worse);
            return ExitCodes.Worse(code, await WriteAsync(points, parsed.GetValue(output), push, surroundings, ct).ConfigureAwait(false));
        });
        return command;
    }

    private static async Task<int> WriteAsync(List<ExportedPoint> points, string? file, OtlpPush? push, Surroundings surroundings,
        CancellationToken ct)
    {
        if (file is not null || push is null)
        {
            var page = new VerdictPage(surroundings);
            page.Show(points);
            var text = await page.TextAsync(ct).ConfigureAwait(false);
            if (file is null)
                surroundings.Out.Write(text);
            else
                OutputFile.Write(file, surroundings, to => to.Write(text));
        }

        if (push is null)
            return ExitCodes.Held;
        var sent = push.Send(points);
        surroundings.Say(sent ? ExportingReasons.Pushed(points.Count, push.Shown) : ExportingReasons.NotPushed(push.Shown));
        return sent ? ExitCodes.Held : ExitCodes.Unwritable;
    }

    private static void NeedSomething(CommandResult result, Argument<string[]> paths)
    {
        if (result.GetResult(paths)?.Tokens.Count is not > 0 && !PrometheusOptions.AreAmong(result))
            result.Refuse(FleetReasons.NothingToJudge());
    }
}
