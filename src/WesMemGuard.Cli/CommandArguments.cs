using System.CommandLine;

namespace WesMemGuard.Cli;

/// <summary>What all verbs ask of their arguments.</summary>
internal static class CommandArguments
{
    /// <summary>A misspelt option is wrong usage, not a path: the library takes any word for an argument of many.</summary>
    public static void RefuseOptions(Argument paths) => paths.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
            result.AddError($"Unknown option '{token.Value}' (a path that begins with - is written ./{token.Value}).");
    });
}
