using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// No file over 400 lines, no method over 60 (data tables aside: they are no methods), no line over 140 columns; few lines
/// over 120, hardly any member over 40.
/// </summary>
internal static class SizeRule
{
    public const int LongestFile = 400;
    public const int LongestMethod = 60;
    public const int WidestLine = 140;
    public const int UsualLine = 120;
    public const double MostWideLines = 0.03;
    public const int UsualMember = 40;
    public const double MostLongMembers = 0.002;

    public static IEnumerable<string> Violations(string file, string source)
    {
        var lines = source.Split('\n').Length;
        if (lines > LongestFile)
            yield return $"{file} has {lines} lines, at most {LongestFile}";
        foreach (var number in Wide(source))
            yield return $"{file}:{number} is wider than {WidestLine} columns";
        foreach (var method in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().Where(IsMethod))
        {
            var (length, line) = (Length(method), method.SyntaxTree.GetLineSpan(method.Span).StartLinePosition.Line + 1);
            if (length > LongestMethod)
                yield return $"{file}:{line} is a method of {length} lines, at most {LongestMethod}";
        }
    }

    /// <summary>The share of lines that are wider than most, 0..1.</summary>
    public static double WideLines(IEnumerable<string> sources)
    {
        var lines = sources.SelectMany(Lines).Select(l => l.Length > UsualLine).ToList();
        return lines.Count(wide => wide) / (double)lines.Count;
    }

    /// <summary>The share of members that are longer than most, 0..1; properties are data tables where they are long.</summary>
    public static double LongMembers(IEnumerable<string> sources)
    {
        var lengths = sources.SelectMany(s => CSharpSyntaxTree.ParseText(s).GetRoot().DescendantNodes()
            .Where(n => n is MemberDeclarationSyntax
                and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or BaseFieldDeclarationSyntax))
            .Select(m => m is PropertyDeclarationSyntax ? 1 : Length(m))).ToList();
        return lengths.Count(l => l > UsualMember) / (double)lengths.Count;
    }

    private static int Length(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string[] Lines(string source) => source.ReplaceLineEndings("\n").Split('\n');

    private static IEnumerable<int> Wide(string source) => Lines(source).Index()
        .Where(l => l.Item.Length > WidestLine).Select(l => l.Index + 1);

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;
}
