using System.CommandLine;

namespace WesMemGuard.Cli;

/// <summary>A verb of the tool: its line in the list of verbs, and the whole of it, made where it may be meant.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Takes">What the list shows beside its name; empty for a verb without arguments.</param>
/// <param name="Type">The class that its texts stand beside.</param>
/// <param name="Examples">Lines to paste.</param>
/// <param name="Create">Makes the whole of it.</param>
internal sealed record Verb(string Name, string Takes, Type Type, Func<string[]> Examples, Func<Command> Create)
{
    /// <summary>
    /// All of it where a command line may mean it, else its line in the list: the options of every verb were a fifth of a start.
    /// A file of arguments (<c>@file</c>) and a directive (<c>[suggest]</c>) hold lines of their own.
    /// </summary>
    public Command For(IReadOnlyList<string> args, Language language) => MayBeMeant(args) ? Create() : Outline(language);

    private bool MayBeMeant(IReadOnlyList<string> args) =>
        args.Any(a => a.StartsWith('@') || a.StartsWith('[') || a.Contains(Name, StringComparison.Ordinal));

    private Command Outline(Language language)
    {
        var outline = new Command(Name, ResourceTexts.Beside(Type).In(language)["Description"]);
        if (Takes.Length > 0)
            outline.Add(new Argument<string>(Takes));
        return outline;
    }
}
