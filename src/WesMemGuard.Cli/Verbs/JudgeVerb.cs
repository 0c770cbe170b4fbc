using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Cli.Fleets;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard judge RECORDING|RUN… --budget FILE</c>: one budget held against recordings, stored runs and series.</summary>
internal static class JudgeVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(JudgeVerb));

    public const string Name = "judge";

    public static readonly string[] Examples =
    [
        "wesmemguard judge scenarios/_recordings/idle --budget scenarios/holds-idle/budget.json",
        "wesmemguard judge runs/*/run.jsonl --budget budget.json --json",
        "wesmemguard judge data/dev/dev-private-memlab/logs --budget budget.json",
        "wesmemguard judge export.json grafana.csv --budget budget.json --map rss_bytes=container_memory_rss",
        "wesmemguard judge --prometheus http://127.0.0.1:9090 --select 'up{job=\"wes\"}' --last 24h --budget budget.json",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var paths = new Argument<string[]>("RECORDING|RUN")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = texts["Paths"],
        };
        CommandArguments.RefuseOptions(paths);
        var budget = new Option<string>("--budget") { Description = texts["Budget"], HelpName = "FILE", Required = true };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var map = MapOption.Create(texts["Map"]);
        var fleet = new FleetOptions(texts);
        var command = new Command(Name, texts["Description"]) { paths, budget, json, map };
        fleet.AddTo(command);
        var server = new PrometheusOptions(texts);
        server.AddTo(command);
        var alerts = new AlertOptions(texts);
        alerts.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(paths)?.Tokens.Count is not > 0 && !result.Children.Any(c =>
                c is OptionResult { Option.Name: "--prometheus" }))
                result.AddError(FleetReasons.NothingToJudge().In(surroundings.Language));
        });
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var judge = new RunJudge(surroundings.WorkingFolder, settings.ReplayTimeout);
            var show = fleet.Show(parsed);
            var inputs = new JudgedInputs(judge, surroundings.WorkingFolder, parsed.GetRequiredValue(budget),
                MapOption.Read(parsed.GetValue(map)))
            {
                NodeLabel = fleet.Node(parsed),
            };
            var judged = new List<JudgedInput>();
            if (server.AreGiven(parsed))
            {
                judged.Add(new JudgedInput(null, await server.JudgeAsync(parsed, parsed.GetRequiredValue(budget),
                    MapOption.Read(parsed.GetValue(map)), fleet.Node(parsed), surroundings, ct).ConfigureAwait(false)));
                Tell(judged[^1], parsed.GetValue(json), show, surroundings);
            }

            foreach (var path in parsed.GetValue(paths) ?? [])
            {
                judged.Add(await inputs.OfAsync(path, ct).ConfigureAwait(false));
                Tell(judged[^1], parsed.GetValue(json), show, surroundings);
            }

            foreach (var one in judged.Select(j => j.Fleet).OfType<FleetVerdict>())
            {
                fleet.Write(parsed, one, surroundings);
                await alerts.TellAsync(parsed, one, surroundings, ct).ConfigureAwait(false);
            }

            if (!parsed.GetValue(json))
                Report(judged, show, surroundings);
            return judged.Select(j => j.ExitCode).Aggregate(ExitCodes.Held, ExitCodes.Worse);
        });
        return command;
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
