using System.CommandLine;
using WesMemGuard.Cli.Output;
using WesMemGuard.Scenarios.Configuration;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard config</c>: every value of the configuration and where it came from.</summary>
internal static class ConfigVerb
{
    public const string Name = "config";

    public static readonly string[] Examples = ["wesmemguard config", "wesmemguard config --set parallel=4"];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var command = new Command(Name, "Prints each value of the configuration and where it came from. · 显示每个配置值及其来源。");
        command.SetAction(parsed =>
        {
            Print(SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null), surroundings.Out);
            return ExitCodes.Held;
        });
        return command;
    }

    private static void Print(Settings settings, TextWriter output)
    {
        var key = settings.Values.Max(v => v.Key.Length);
        var value = settings.Values.Max(v => v.Value.Length);
        foreach (var v in settings.Values)
        {
            output.WriteLine(SafeText.Of($"{v.Key.PadRight(key)}  {v.Value.PadRight(value)}  from {v.Origin}"));
            output.WriteLine(SafeText.Of($"{"".PadRight(key)}  {v.Meaning}; {v.Allowed}"));
        }
    }
}
