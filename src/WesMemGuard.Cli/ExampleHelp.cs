using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace WesMemGuard.Cli;

/// <summary>The usual help, and below it lines to paste.</summary>
/// <param name="usual">The help of the library.</param>
/// <param name="examples">The lines of each verb; the root's stand under an empty name.</param>
internal sealed class ExampleHelp(HelpAction usual, IReadOnlyDictionary<string, string[]> examples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Puts it in the place of the root's help, which serves all verbs.</summary>
    public static void Install(RootCommand root, IReadOnlyDictionary<string, string[]> examples)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new ExampleHelp((HelpAction)option.Action!, examples);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        output.WriteLine("Examples · 示例:");
        foreach (var example in examples[command is RootCommand ? "" : command.Name])
            output.WriteLine("  " + example);
        return code;
    }
}
