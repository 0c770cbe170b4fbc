using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Reasons;
using WesMemGuard.Recording.Importing;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard import CAPTURE --out DIR</c>: what another tool kept of a node's conversation, as a recording.
/// </summary>
internal static class ImportVerb
{
    private const int MostListed = 20;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ImportVerb));

    public const string Name = "import";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "CAPTURE";

    public static readonly string[] Examples =
    [
        "wesmemguard import capture.har --out recordings/capture",
        "wesmemguard import mappings --out recordings/mappings",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var path = new Argument<string>(Takes) { Description = texts["Path"] };
        CommandArguments.RefuseOptions(path);
        var folder = new Option<string>("--out") { Description = texts["Out"], HelpName = "DIR", Required = true };
        var command = new Command(Name, texts["Description"]) { path, folder };
        command.SetAction(parsed =>
        {
            var (from, to) = (parsed.GetRequiredValue(path), parsed.GetRequiredValue(folder));
            var imported = Capture.Import(Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, from)), from,
                Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, to)));
            surroundings.Out.WriteLine(SafeText.Of(texts.Format("Summary", to, imported.Exchanges, imported.Paths)));
            foreach (var left in imported.LeftOut.Take(MostListed))
                surroundings.Out.WriteLine(SafeText.Of(texts.Format("LeftOut", left.Place,
                    left.Why.In(surroundings.Language))));
            if (imported.LeftOut.Count > MostListed)
                surroundings.Out.WriteLine(texts.Format("More", imported.LeftOut.Count - MostListed));
            return ExitCodes.Held;
        });
        return command;
    }
}
