using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// No file over 400 lines, no method over 60 (data tables aside: they are no methods), no line over 140 columns.
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
        foreach (var number in Wide(source))
            yield return $"{file}:{number} is wider than {WidestLine} columns";
        foreach (var method in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().Where(IsMethod))
        {
            var span = method.SyntaxTree.GetLineSpan(method.Span);
            var length = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (length > LongestMethod)
                yield return $"{file}:{span.StartLinePosition.Line + 1} is a method of {length} lines, at most {LongestMethod}";
        }
    }

    private static IEnumerable<int> Wide(string source) => source.ReplaceLineEndings("\n").Split('\n').Index()
        .Where(l => l.Item.Length > WidestLine).Select(l => l.Index + 1);

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;
}
