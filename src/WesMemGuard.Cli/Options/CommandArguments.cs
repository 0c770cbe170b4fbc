using System.CommandLine;
using System.CommandLine.Parsing;

namespace WesMemGuard.Cli.Options;

/// <summary>What all verbs ask of their arguments.</summary>
internal static class CommandArguments
{
    /// <summary>The names of the verbs that were given, the outermost first; none for the tool itself.</summary>
    public static IReadOnlyList<string> Path(SymbolResult? result)
    {
        var names = new Stack<string>();
        for (; result is not null; result = result.Parent)
        {
            if (result is CommandResult { Command: var command and not RootCommand })
                names.Push(command.Name);
        }

        return [.. names];
    }

    /// <summary>A misspelt option is wrong usage, not a path: the library takes any word for an argument of many.</summary>
    public static void RefuseOptions(Argument paths) => paths.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
            result.Refuse(UsageReasons.UnknownOption(token.Value));
    });
}
