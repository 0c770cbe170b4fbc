using System.Text.RegularExpressions;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// Output that a page shows, compared with what a command really said. A line <c>…</c> stands for any lines left out;
/// all others must come in their order. How wide columns and rules are is left open: rows that are not shown widen
/// them.
/// </summary>
internal static partial class ShownOutput
{
    private const string LeftOut = "…";

    /// <summary>The blocks of a page: the command after <c>$</c> in the first line, and the lines below.</summary>
    public static IReadOnlyList<(string Command, IReadOnlyList<string> Lines)> Blocks(string page)
    {
        var blocks = new List<(string, IReadOnlyList<string>)>();
        var lines = page.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var end = Array.FindIndex(lines, i + 1, l => l.StartsWith("```", StringComparison.Ordinal));
            if (end < 0)
                throw new FormatException($"the block of line {i + 1} has no end");
            if (lines[i + 1].StartsWith("$ ", StringComparison.Ordinal))
                blocks.Add((lines[i + 1][2..], lines[(i + 2)..end]));
            i = end;
        }

        return blocks;
    }

    /// <summary>
    /// The first shown line that the real output does not have at its place; null when all are there.
    /// </summary>
    public static string? FirstDifference(IReadOnlyList<string> shown, IReadOnlyList<string> real)
    {
        var at = 0;
        var maySkip = false;
        foreach (var line in shown)
        {
            if (line.Trim() == LeftOut)
            {
                maySkip = true;
                continue;
            }

            while (maySkip && at < real.Count && !AreEqual(real[at], line))
                at++;
            if (at >= real.Count || !AreEqual(real[at], line))
                return $"shown is\n  {line}\nbut the command says\n  {(at < real.Count ? real[at] : "(nothing more)")}";
            at++;
            maySkip = false;
        }

        return maySkip || at == real.Count ? null : $"the command says more:\n  {real[at]}";
    }

    private static bool AreEqual(string one, string other) =>
        Columns().Replace(one, "$1").TrimEnd() == Columns().Replace(other, "$1").TrimEnd();

    [GeneratedRegex("(  |─)[ ─]*")]
    private static partial Regex Columns();
}
