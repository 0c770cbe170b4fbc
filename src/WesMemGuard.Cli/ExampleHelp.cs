using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;

namespace WesMemGuard.Cli;

/// <summary>The usual help in the user's language, and below it lines to paste.</summary>
/// <param name="usual">The help of the library, which is English where the culture is invariant.</param>
/// <param name="examples">The lines of a verb by its name; the root's by an empty one.</param>
/// <param name="language">The language of its headings.</param>
internal sealed class ExampleHelp(HelpAction usual, Func<string, string[]> examples, Language language)
    : SynchronousCommandLineAction
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ExampleHelp));

    public override bool ClearsParseErrors => true;

    /// <summary>Puts it in the place of the root's help, which serves all verbs.</summary>
    public static void Install(RootCommand root, Func<string, string[]> examples, Language language)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new ExampleHelp((HelpAction)option.Action!, examples, language);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var output = (ScrubbedWriter)parseResult.InvocationConfiguration.Output;
        using var usualHelp = new StringWriter();
        parseResult.InvocationConfiguration.Output = usualHelp;
        var code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        using var help = new StringWriter();
        help.Write(Translated(usualHelp.ToString()));
        help.WriteLine(Texts.In(language)["Examples"]);
        foreach (var example in Examples(CommandArguments.Path(parseResult.CommandResult)))
            help.WriteLine("  " + example);
        help.WriteLine();
        help.WriteLine(Texts.In(language)["ExitCodes"]);
        output.WriteOwn(help.ToString());
        return code;
    }

    // A verb below a verb is shown those of its own, else all of the upper one's.
    private IEnumerable<string> Examples(IReadOnlyList<string> path)
    {
        var upper = examples(path.Count == 0 ? "" : path[0]);
        var own =
            upper.Where(e => e.StartsWith($"wesmemguard {string.Join(' ', path)} ", StringComparison.Ordinal)).ToList();
        return path.Count > 1 && own.Count > 0 ? own : upper;
    }

    // What the library writes itself is a handful of fixed words; our own texts are translated before they get there.
    private string Translated(string help)
    {
        var words = Texts.In(language);
        foreach (var (key, english) in Texts.In(Language.English).All)
            help = help.Replace(english, key == "Required" ? Padded(words[key], english.Length) : words[key],
                StringComparison.Ordinal);
        return help;
    }

    // It stands within a column: a Chinese letter takes two places.
    private static string Padded(string text, int width) =>
        text + new string(' ', Math.Max(0, width - text.Sum(c => c > 0x2E80 ? 2 : 1)));
}
