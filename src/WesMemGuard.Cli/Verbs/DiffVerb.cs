using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Cli.Diffs;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard diff RUN|RECORDING|A.pb.gz [B.pb.gz]</c>: who holds more in the later of two profiles; of two heap dumps of .NET,
/// <c>diff A.gcdump B.gcdump</c>, which types.
/// </summary>
internal static class DiffVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(DiffVerb));

    public const string Name = "diff";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "RUN|RECORDING|A.pb.gz";

    public static readonly string[] Examples =
    [
        "wesmemguard diff scenarios/_recordings/planted-ispc-12",
        "wesmemguard diff scenarios/_recordings/transfers --phase transfers --by module",
        "wesmemguard diff before.pb.gz after.pb.gz --folded > growth.folded",
        "wesmemguard diff before.gcdump after.gcdump",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var paths = new Argument<string[]>(Takes)
        {
            Arity = new ArgumentArity(1, 2),
            Description = texts["Paths"],
        };
        CommandArguments.RefuseOptions(paths);
        var phase = new Option<string?>("--phase") { Description = texts["Phase"], HelpName = "NAME" };
        var by = Choices.Option("--by", texts["By"], "function", "package", "module");
        var kind = Choices.Option("--kind", texts["Kind"], ProfileKind.Heap.Name(), ProfileKind.Goroutine.Name());
        var folded = new Option<bool>("--folded") { Description = texts["Folded"] };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var command = new Command(Name, texts["Description"]) { paths, phase, by, kind, folded, json };
        command.Validators.Add(result => Refuse(result, paths, [phase], [folded, json]));
        command.Validators.Add(result => RefuseOfDumps(result, paths, [by, kind, folded]));
        command.SetAction(parsed =>
        {
            var given = parsed.GetRequiredValue(paths);
            if (given.Any(DumpReport.IsDump))
            {
                DumpReport.Tell(surroundings, given[0], given[1], parsed.GetValue(json));
                return ExitCodes.Held;
            }

            var shown = ProfileKinds.Of(parsed.GetValue(kind)!)!.Value;
            var isHeap = shown == ProfileKind.Heap;
            var profiles = given.Length == 2
                ? ComparedProfiles.OfFiles(surroundings.WorkingFolder, given[0], given[1])
                : ComparedProfiles.OfRun(surroundings.WorkingFolder, given[0], shown, parsed.GetValue(phase));
            // Two files say themselves what they count.
            if (given.Length == 2 && parsed.GetResult(kind)?.Implicit != false)
                isHeap = !profiles.From.Has(ValueKind.Goroutines);
            Tell(ProfileComparison.Of(profiles, Enum.Parse<Grouping>(parsed.GetValue(by)!, ignoreCase: true), isHeap),
                parsed.GetValue(folded), parsed.GetValue(json), surroundings);
            return ExitCodes.Held;
        });
        return command;
    }

    private static void Refuse(CommandResult result, Argument<string[]> paths, Option[] ofRuns, Option[] ofOutput)
    {
        var given = result.GetResult(paths)?.Tokens.Select(t => t.Value).ToList() ?? [];
        if (given.Count == 1 && given[0].EndsWith(".pb.gz", StringComparison.OrdinalIgnoreCase))
            result.Refuse(UsageReasons.SecondNeeded(given[0], isDump: false));
        foreach (var option in ofRuns.Where(o => given.Count == 2 && result.GetResult(o) is { Implicit: false }))
            result.Refuse(UsageReasons.OnlyOfRuns(option.Name));
        if (ofOutput.All(o => result.GetResult(o) is { Implicit: false }))
            result.Refuse(UsageReasons.Exclude([.. ofOutput.Select(o => o.Name)]));
    }

    private static void RefuseOfDumps(CommandResult result, Argument<string[]> paths, Option[] ofProfiles)
    {
        var given = result.GetResult(paths)?.Tokens.Select(t => t.Value).ToList() ?? [];
        if (!given.Exists(DumpReport.IsDump))
            return;
        if (given.Count < 2)
            result.Refuse(UsageReasons.SecondNeeded(given[0], isDump: true));
        foreach (var option in ofProfiles.Where(o => result.GetResult(o) is { Implicit: false }))
            result.Refuse(UsageReasons.OnlyOfProfiles(option.Name));
    }

    private static void Tell(ProfileComparison comparison, bool folded, bool json, Surroundings surroundings)
    {
        if (folded)
        {
            using var text = new StringWriter();
            comparison.WriteFolded(text);
            surroundings.Out.Write(SafeText.Of(text.ToString()));
        }
        else if (json)
        {
            foreach (var line in DiffJson.Lines(comparison))
                surroundings.Out.WriteLine(line);
        }
        else
        {
            DiffReport.Write(comparison, surroundings);
        }
    }
}
