using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// No file over 400 lines, no method over 60 (data tables aside: they are no methods), no line over 140 columns but literals.
/// </summary>
internal static class SizeRule
{
    public const int LongestFile = 400;
    public const int LongestMethod = 60;
    public const int WidestLine = 140;

    public static IEnumerable<string> Violations(string file, string source)
    {
        var lines = source.Split('\n').Length;
        if (lines > LongestFile)
            yield return $"{file} has {lines} lines, at most {LongestFile}";
        // A literal that is one line by its meaning (a pattern, a line of JSON) can't be broken; how many there are is counted elsewhere.
        foreach (var (number, _) in Wide(source).Where(l => !l.Line.Contains('"', StringComparison.Ordinal)))
            yield return $"{file}:{number} is wider than {WidestLine} columns";
        foreach (var method in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().Where(IsMethod))
        {
            var span = method.SyntaxTree.GetLineSpan(method.Span);
            var length = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (length > LongestMethod)
                yield return $"{file}:{span.StartLinePosition.Line + 1} is a method of {length} lines, at most {LongestMethod}";
        }
    }

    /// <summary>The lines that are wider than <see cref="WidestLine"/>.</summary>
    public static IEnumerable<(int Number, string Line)> Wide(string source) => source.ReplaceLineEndings("\n").Split('\n').Index()
        .Where(l => l.Item.Length > WidestLine).Select(l => (l.Index + 1, l.Item));

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;
}
