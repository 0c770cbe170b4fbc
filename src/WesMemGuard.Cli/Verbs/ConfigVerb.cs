using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Configuration;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard config</c>: every value of the configuration and where it came from.</summary>
internal static class ConfigVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ConfigVerb));

    public const string Name = "config";

    public static readonly string[] Examples = ["wesmemguard config", "wesmemguard config --set parallel=4"];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var command = new Command(Name, texts["Description"]);
        command.SetAction(parsed =>
        {
            Print(SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null), surroundings, texts);
            return ExitCodes.Held;
        });
        return command;
    }

    private static void Print(Settings settings, Surroundings surroundings, LocalTexts texts)
    {
        var key = settings.Values.Max(v => v.Key.Length);
        var value = settings.Values.Max(v => v.Value.Length);
        foreach (var v in settings.Values)
        {
            surroundings.Out.WriteLine(SafeText.Of($"{v.Key.PadRight(key)}  {v.Value.PadRight(value)}  {texts.Format("From", v.Origin)}"));
            surroundings.Out.WriteLine(SafeText.Of($"{"".PadRight(key)}  "
                + texts.Format("Meaning", v.Meaning.In(surroundings.Language), v.Allowed.In(surroundings.Language))));
        }
    }
}
