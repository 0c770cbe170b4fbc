using System.CommandLine;
using System.Globalization;
using WesMemGuard.Cli.Options;

namespace WesMemGuard.Cli;

/// <summary>The option <c>--lang en|zh</c>. It is looked for before the rest is parsed: the verbs describe themselves in it.</summary>
internal static class LanguageOption
{
    private const string Name = "--lang";

    public static Option<string> Create(string description)
    {
        var option = new Option<string>(Name) { Description = description, Recursive = true, HelpName = string.Join('|', Languages.Names) };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => Languages.Find(t.Value) is null))
                result.Refuse(UsageReasons.OneOf(Name, token.Value, Languages.Names));
        });
        return option;
    }

    /// <summary>The language that the arguments name, else that of the locale.</summary>
    public static Language Of(IReadOnlyList<string> args, Surroundings surroundings)
    {
        for (var i = 0; i < args.Count && args[i] != "--"; i++)
        {
            var said = args[i] == Name && i + 1 < args.Count ? args[i + 1]
                : args[i].StartsWith(Name + "=", StringComparison.Ordinal)
                    || args[i].StartsWith(Name + ":", StringComparison.Ordinal) ? args[i][(Name.Length + 1)..] : "";
            if (Languages.Find(said) is { } language)
                return language;
        }

        return Languages.OfLocale(surroundings.Environment, CultureInfo.CurrentUICulture);
    }
}
