using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Proving;
using WesMemGuard.Proofs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard prove PROJECT</c>: builds a project, runs its tests, and says of each warning of our rules whether a measured client
/// proves it, refutes it, or did not reach it.
/// </summary>
internal static class ProveVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ProveVerb));

    public const string Name = "prove";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "PROJECT";

    public static readonly string[] Examples =
    [
        "wesmemguard prove tests/Shop.Tests",
        "wesmemguard prove Shop.sln --filter TestCategory=Memory --json",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var project = new Argument<string>(Takes) { Description = texts["Project"] };
        CommandArguments.RefuseOptions(project);
        var filter = new Option<string?>("--filter") { Description = texts["Filter"], HelpName = "EXPRESSION" };
        var noBuild = new Option<bool>("--no-build") { Description = texts["NoBuild"] };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var command = new Command(Name, texts["Description"]) { project, filter, noBuild, json };
        command.SetAction(async (parsed, ct) =>
        {
            var path = Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, parsed.GetRequiredValue(project)));
            var measured = await ProjectTests.ProveAsync(path, parsed.GetValue(filter), !parsed.GetValue(noBuild), Say(surroundings), ct)
                .ConfigureAwait(false);
            return Tell(measured, parsed.GetValue(json), surroundings);
        });
        return command;
    }

    /// <summary>What the SDK prints is shown as it comes, beside the answer.</summary>
    private static Action<string> Say(Surroundings surroundings) => line =>
    {
        lock (surroundings)
            surroundings.Error.WriteLine(SafeText.Of(surroundings.Scrubber.Text(line)));
    };

    private static int Tell(IReadOnlyList<ProofFile> measured, bool asJson, Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        if (measured.Count == 0)
        {
            surroundings.Error.WriteLine(texts["None"]);
            return ExitCodes.NotMeasured;
        }

        var proofs = WarningProof.Of(measured);
        if (proofs.Count == 0)
            surroundings.Error.WriteLine(texts.Format("NoWarnings", measured.Count));
        foreach (var proof in proofs)
            surroundings.Out.WriteLine(SafeText.Of(asJson ? Json(proof) : Line(proof, texts, surroundings.WorkingFolder)));
        int Count(ProofState state) => proofs.Count(p => p.State == state);
        if (!asJson)
            surroundings.Out.WriteLine(texts.Format("Summary", proofs.Count, Count(ProofState.Proven), Count(ProofState.Undecided),
                Count(ProofState.NotReached), Count(ProofState.Refuted), measured.Count));
        return Count(ProofState.Proven) > 0 ? ExitCodes.Broken
            : Count(ProofState.Undecided) > 0 ? ExitCodes.Inconclusive : ExitCodes.Held;
    }

    private static string Line(WarningProof proof, LocalTexts texts, string folder)
    {
        const int widest = 12;
        var place = string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(folder, proof.Path)}:{proof.Line}");
        var by = string.Join(", ", proof.Clients);
        var why = proof.State == ProofState.Proven
            ? texts.Format("ByGrowth", proof.Field ?? "?",
                string.Create(CultureInfo.InvariantCulture, $"{proof.BytesPerCall:#,0.##} B"), by)
            : by;
        return $"{texts[proof.State.ToString()].PadRight(widest)} {proof.Rule}  {place}{(why.Length > 0 ? $"  {why}" : "")}";
    }

    private static string Json(WarningProof proof) => JsonSerializer.Serialize(new
    {
        rule = proof.Rule,
        file = proof.Path,
        line = proof.Line,
        state = JsonNamingPolicy.CamelCase.ConvertName(proof.State.ToString()),
        field = proof.Field,
        bytesPerCall = proof.State == ProofState.Proven ? proof.BytesPerCall : (double?)null,
        clients = proof.Clients,
    });
}
