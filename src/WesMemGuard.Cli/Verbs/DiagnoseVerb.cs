using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Processes;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard diagnose [MODULE|PROBLEM] [RECORDING|RUN|LOG]</c>: what is wrong with a node's memory, how sure, and what to do.
/// </summary>
internal static class DiagnoseVerb
{
    public const string Name = "diagnose";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "MODULE|PROBLEM|PATH";

    public static readonly string[] Examples =
    [
        "wesmemguard diagnose scenarios/_recordings/stalled-chain",
        "wesmemguard diagnose data/dev/dev-private-memlab/logs",
        "wesmemguard diagnose --url http://127.0.0.1:28680 --for \"10 min\"",
        "wesmemguard diagnose mempool.txpool scenarios/_recordings/pool-flood",
        "wesmemguard diagnose pool-not-drained",
    ];

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(DiagnoseVerb));

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var what = new Argument<string[]>(Takes) { Arity = new ArgumentArity(0, 2), Description = texts["What"] };
        CommandArguments.RefuseOptions(what);
        var length = new Option<string>("--for") { Description = texts["For"], HelpName = "TIME", DefaultValueFactory = _ => "1 min" };
        var every = new Option<string>("--every") { Description = texts["Every"], HelpName = "TIME", DefaultValueFactory = _ => "10s" };
        var warmUp = new Option<string?>("--warm-up") { Description = texts["WarmUp"], HelpName = "TIME" };
        var gc = new Option<bool>("--gc") { Description = texts["Gc"] };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var node = new LookOptions(surroundings.Language);
        var command = new Command(Name, texts["Description"]) { what, length, every, warmUp, gc, json };
        node.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var given = parsed.GetRequiredValue(what);
            var (holder, problem, path, unknown) = Resolve(given, surroundings);
            if (unknown is not null)
                return Refuse(unknown, surroundings, texts);
            if (path is not null && node.Names(parsed))
                return Refuse(texts["Both"], surroundings);
            if (path is null && !node.Names(parsed) && given.Length > 0)
                return Tell(holder, problem, surroundings);
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var seen = path is not null
                ? await RunDiagnosis.OfAsync(Path.Combine(surroundings.WorkingFolder, path), path.Replace('\\', '/'),
                    settings.ReplayTimeout, ct).ConfigureAwait(false)
                : await LookAsync(Asked(node.Read(parsed)), WarmUp(), surroundings.Clock, ct).ConfigureAwait(false);
            RepeatedLookOptions Asked(Node.NodeAddress address)
            {
                var (time, between) =
                    (Durations.Read(parsed.GetValue(length)!, "--for"), Durations.Read(parsed.GetValue(every)!, "--every"));
                var look = new RepeatedLookOptions(address, 1 + (int)Math.Ceiling(time / between), between)
                {
                    Collects = parsed.GetValue(gc),
                    NamesDiagnostics = node.NamesDiagnostics(parsed),
                    ProfileName = node.Profile(parsed),
                    Said = surroundings.Say,
                    Process = LocalProcess.Behind(address.Http, surroundings.Clock.Time),
                };
                return look with
                {
                    Client = look.Client with { Scrub = surroundings.Scrubber.Text, Access = node.Access(parsed, surroundings) },
                };
            }

            TimeSpan? WarmUp() => parsed.GetValue(warmUp) is { } written ? Durations.Read(written, "--warm-up") : null;

            if (RepeatedLook.IsSilent(seen.Source.Run) && seen.Source.Run.Memory.Count + seen.Source.Run.Metrics.Count > 0)
                return Silent(seen.Source.EvidencePath, surroundings, texts);
            return Tell(seen, holder, problem, parsed.GetValue(json), surroundings, ct);
        });
        return command;
    }

    /// <summary>A name of a module or problem first, then a path; a word that is neither is unknown.</summary>
    private static (KnownHolder? Holder, Problem? Problem, string? Path, string? Unknown) Resolve(string[] given, Surroundings surroundings)
    {
        var rest = given.ToList();
        KnownHolder? holder = null;
        Problem? problem = null;
        if (rest.Count > 0)
        {
            (holder, problem) = (KnownHolders.Find(rest[0]), Problems.Find(rest[0]));
            if (holder is not null || problem is not null)
                rest.RemoveAt(0);
        }

        if (rest.Count == 0)
            return (holder, problem, null, null);
        var isPath = rest[0].AsSpan().IndexOfAny('/', '\\') >= 0 || Path.Exists(Path.Combine(surroundings.WorkingFolder, rest[0]));
        return rest.Count == 2 || !isPath ? (null, null, null, rest[0]) : (holder, problem, rest[0], null);
    }

    private static async Task<RunDiagnosis> LookAsync(RepeatedLookOptions look, TimeSpan? warmUp, LiveClock clock, CancellationToken ct)
    {
        var run = await RepeatedLook.TakeAsync(look, clock, ct).ConfigureAwait(false);
        return RunDiagnosis.Of(new RunSource(run, look.Address.Http.ToString().TrimEnd('/')), warmUp);
    }

    private static int Tell(KnownHolder? holder, Problem? problem, Surroundings surroundings)
    {
        var report = new DiagnosisReport(surroundings);
        if (holder is not null)
            report.Write(holder);
        else
            report.Write(problem!);
        return ExitCodes.Held;
    }

    private static int Tell(RunDiagnosis seen, KnownHolder? holder, Problem? problem, bool json, Surroundings surroundings,
        CancellationToken ct)
    {
        var report = new DiagnosisReport(surroundings);
        if (holder is not null)
        {
            report.Write(holder);
            report.Write(ModuleLook.Of(holder, seen.Source.Run, seen.LogPath, ct));
            return ExitCodes.Held;
        }

        var found = problem is null ? seen.Found : seen.Found with
        {
            Found = seen.Found.Found.Where(f => f.Problem == problem).ToList(),
            NotVisible = seen.Found.NotVisible.Where(u => u.Problem == problem).ToList(),
            Undecided = [],
        };
        var name = seen.Source.CommandPath ?? seen.Source.EvidencePath;
        if (json)
            surroundings.Out.WriteLine(DiagnosisJson.Of(name, found, seen.Source.Run).ToJsonString());
        else
            report.Write(name, seen.Case, found);
        return ExitCodes.Of(found.Outcome);
    }

    private static int Refuse(string unknown, Surroundings surroundings, LocalTexts texts)
    {
        var names = Problems.All.Select(p => p.Id).Concat(KnownHolders.All.Select(h => h.Name)).ToList();
        // "mempol" was meant to be a part of "mempool.txpool".
        var parts = names.SelectMany(n => n.Split('.').Prepend(n).Select(part => (Part: part, Name: n))).DistinctBy(n => n.Part)
            .ToDictionary(n => n.Part, n => n.Name, StringComparer.Ordinal);
        var near = NearestName.Of(unknown, parts.Keys) is { } nearest ? texts.Format("Near", parts[nearest]) : "";
        return Refuse(texts.Format("Unknown", unknown, near, DiagnosisReport.Names()), surroundings);
    }

    private static int Refuse(string why, Surroundings surroundings)
    {
        surroundings.Error.WriteLine(SafeText.Of(why));
        return ExitCodes.Usage;
    }

    private static int Silent(string where, Surroundings surroundings, LocalTexts texts)
    {
        surroundings.Error.WriteLine(SafeText.Of(texts.Format("Silent", where)));
        return ExitCodes.NoNode;
    }
}
