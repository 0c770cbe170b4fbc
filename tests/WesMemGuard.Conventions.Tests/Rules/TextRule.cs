using System.Text.RegularExpressions;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>What no text of the repository may hold, and what it may hold only a few times.</summary>
internal static partial class TextRule
{
    public const int MostPragmas = 10;

    /// <summary>Paths of someone's machine.</summary>
    public static IEnumerable<string> MachinePaths(string file, string text) =>
        MachinePath().Matches(text).Select(m => $"{file}: names a path of a machine, {m.Value}");

    public static int Pragmas(string source) => Pragma().Count(source);

    // A home, a drive of Windows with users, or the folders that this project was built in; the node's own
    // /home/x/... in recordings was rewritten.
    [GeneratedRegex(@"(?<![\w.<])(/(root|work)/[\w.]|/(home|Users)/(?!x\b|runner\b)\w+/|[A-Z]:\\+Users\\+\w)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^\s*#pragma warning disable", RegexOptions.Multiline)]
    private static partial Regex Pragma();
}
