using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli;

/// <summary>The help of a command, and below it lines to paste and what exit codes mean.</summary>
/// <param name="width">Columns of the screen.</param>
/// <param name="examples">The lines of a verb by its name; the root's by an empty one.</param>
/// <param name="language">The language of its headings.</param>
internal sealed class ExampleHelp(int width, Func<string, string[]> examples, Language language)
    : SynchronousCommandLineAction
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ExampleHelp));

    public override bool ClearsParseErrors => true;

    /// <summary>Puts it in the place of the root's help, which serves all verbs.</summary>
    public static void Install(RootCommand root, Func<string, string[]> examples, Language language)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new ExampleHelp(((HelpAction)option.Action!).MaxWidth, examples, language);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var words = Texts.In(language);
        using var help = new StringWriter();
        help.Write(new HelpPage(words, width).Of(parseResult.CommandResult.Command));
        help.WriteLine(words["Examples"]);
        foreach (var example in Examples(CommandArguments.Path(parseResult.CommandResult)))
            help.WriteLine("  " + example);
        help.WriteLine();
        help.WriteLine(words["ExitCodes"]);
        ((ScrubbedWriter)parseResult.InvocationConfiguration.Output).WriteOwn(help.ToString());
        return ExitCodes.Held;
    }

    // A verb below a verb is shown those of its own, else all of the upper one's.
    private IEnumerable<string> Examples(IReadOnlyList<string> path)
    {
        var upper = examples(path.Count == 0 ? "" : path[0]);
        var own =
            upper.Where(e => e.StartsWith($"wesmemguard {string.Join(' ', path)} ", StringComparison.Ordinal)).ToList();
        return path.Count > 1 && own.Count > 0 ? own : upper;
    }
}
