using System.CommandLine;
using WesMemGuard.Harness.Configuration;

namespace WesMemGuard.Cli.Options;

/// <summary>The option that every verb has: <c>--set key=value</c>, the last word of the configuration.</summary>
internal static class SettingsOption
{
    public static Option<string[]> Create(string description)
    {
        var option = new Option<string[]>("--set")
        {
            Description = description,
            HelpName = "key=value",
            Recursive = true,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"--set {token.Value}: write key=value");
        });
        return option;
    }

    /// <summary>The configuration in force.</summary>
    /// <param name="surroundings">Where the files lie, and the environment.</param>
    /// <param name="set">What <c>--set</c> said.</param>
    /// <param name="outFolder">What <c>--out</c> said, or null.</param>
    public static Settings Read(Surroundings surroundings, string[]? set, string? outFolder)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in set ?? [])
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            said[pair[..at]] = pair[(at + 1)..];
        }

        if (outFolder is not null)
            said["out"] = outFolder;
        return SettingsReader.Read(surroundings.WorkingFolder, surroundings.Environment, said);
    }
}
