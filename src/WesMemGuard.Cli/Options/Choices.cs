using System.CommandLine;
using System.CommandLine.Parsing;

namespace WesMemGuard.Cli.Options;

/// <summary>Arguments and options that take one of a few words: a shell completes them, and another word is told which there are.</summary>
internal static class Choices
{
    public static Argument<string> TakesOneOf(this Argument<string> argument, IReadOnlyList<string> words)
    {
        argument.CompletionSources.Add([.. words]);
        argument.Validators.Add(result => RefuseOthers(result, argument.Name, result.Tokens, words));
        return argument;
    }

    /// <summary>An option of these words, the first of which is meant where it isn't given.</summary>
    public static Option<string> Option(string name, string description, params IReadOnlyList<string> words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => words[0],
        };
        return option.TakesOneOf(words);
    }

    public static T TakesOneOf<T>(this T option, IReadOnlyList<string> words)
        where T : Option
    {
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result => RefuseOthers(result, option.Name, result.Tokens, words));
        return option;
    }

    private static void RefuseOthers(SymbolResult result, string name, IEnumerable<Token> given, IReadOnlyList<string> words)
    {
        foreach (var token in given.Where(t => !words.Contains(t.Value, StringComparer.Ordinal)))
            result.Refuse(UsageReasons.OneOf(name, token.Value, words));
    }
}
