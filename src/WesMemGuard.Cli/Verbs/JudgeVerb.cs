using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Cli.Fleets;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard judge RECORDING|RUN… --budget FILE</c>: one budget held against recordings, stored runs and series.</summary>
internal static class JudgeVerb
{
    internal static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(JudgeVerb));

    public const string Name = "judge";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "RECORDING|RUN";

    public static readonly string[] Examples =
    [
        "wesmemguard judge scenarios/_recordings/idle --budget scenarios/holds-idle/budget.json",
        "wesmemguard judge runs/*/run.jsonl --budget budget.json --json",
        "wesmemguard judge runs/2026-11-* --budget budget.json --together",
        "wesmemguard judge data/dev/dev-private-memlab/logs --budget budget.json",
        "wesmemguard judge export.json grafana.csv --budget budget.json --map rss_bytes=container_memory_rss",
        "wesmemguard judge --prometheus http://127.0.0.1:9090 --select 'up{job=\"wes\"}' --last 24h --budget budget.json",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var paths = new Argument<string[]>(Takes)
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = texts["Paths"],
        };
        CommandArguments.RefuseOptions(paths);
        var budget = new Option<string>("--budget") { Description = texts["Budget"], HelpName = "FILE", Required = true };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var together = new Option<bool>("--together") { Description = texts["Together"] };
        var map = MapOption.Create(texts["Map"]);
        var (fleet, server, alerts) = (new FleetOptions(texts), new PrometheusOptions(texts), new AlertOptions(surroundings.Language));
        var command = new Command(Name, texts["Description"]) { paths, budget, together, json, map };
        fleet.AddTo(command);
        server.AddTo(command);
        alerts.AddTo(command);
        command.Validators.Add(result => NeedSomething(result, paths, together));
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var (file, mapped) = (parsed.GetRequiredValue(budget), MapOption.Read(parsed.GetValue(map)));
            var judge = new RunJudge(surroundings.WorkingFolder, settings.ReplayTimeout) { Mapped = mapped };
            var show = fleet.Show(parsed);
            var inputs = fleet.Inputs(parsed, judge, file, mapped, surroundings);
            var judged = new List<JudgedInput>();
            if (server.AreGiven(parsed))
            {
                judged.Add(new JudgedInput(null,
                    await server.JudgeAsync(parsed, file, mapped, inputs.NodeLabel, inputs.Inventory, surroundings, ct)
                        .ConfigureAwait(false)));
                Tell(judged[^1], parsed.GetValue(json), show, surroundings);
            }

            var given = RunFolders.In(surroundings.WorkingFolder, parsed.GetValue(paths) ?? []);
            if (parsed.GetValue(together))
            {
                judged.Add(new JudgedInput(await judge.JudgeTogetherAsync(given, file, ct).ConfigureAwait(false), null));
                Tell(judged[^1], parsed.GetValue(json), show, surroundings);
                given = [];
            }

            foreach (var path in given)
            {
                judged.Add(await inputs.OfAsync(path, ct).ConfigureAwait(false));
                Tell(judged[^1], parsed.GetValue(json), show, surroundings);
            }

            var fleets = JudgedInputs.Fleets(judged);
            fleet.Write(parsed, fleets, surroundings);
            foreach (var one in fleets)
                await alerts.TellAsync(parsed, one, surroundings, ct).ConfigureAwait(false);

            if (!parsed.GetValue(json))
                Report(judged, show, surroundings);
            return judged.Select(j => j.ExitCode).Aggregate(ExitCodes.Held, ExitCodes.Worse);
        });
        return command;
    }

    private static void NeedSomething(CommandResult result, Argument<string[]> paths, Option<bool> together)
    {
        if (result.GetResult(paths)?.Tokens.Count is > 0)
            return;
        if (result.GetValue(together))
            result.Refuse(FleetReasons.NothingTogether());
        else if (!PrometheusOptions.AreAmong(result))
            result.Refuse(FleetReasons.NothingToJudge());
    }

    private static void Report(List<JudgedInput> judged, FleetShow show, Surroundings surroundings)
    {
        if (judged.Exists(j => j.Run is not null))
            JudgeReport.Write([.. judged.Select(j => j.Run).OfType<JudgedRun>()], surroundings);
        foreach (var one in judged.Select(j => j.Fleet).OfType<FleetVerdict>())
            FleetReport.Write(one, show, surroundings);
    }

    private static void Tell(JudgedInput judged, bool json, FleetShow show, Surroundings surroundings)
    {
        if (judged.Run is { } run)
            Tell(run, json, surroundings);
        else if (json)
        {
            foreach (var line in FleetJson.Lines(judged.Fleet!, show))
                surroundings.Out.WriteLine(line);
        }
    }

    private static void Tell(JudgedRun judged, bool json, Surroundings surroundings)
    {
        if (judged.Error is { } error)
            surroundings.Say(error);
        if (json)
            surroundings.Out.WriteLine(VerdictJson.Of(judged));
    }
}
