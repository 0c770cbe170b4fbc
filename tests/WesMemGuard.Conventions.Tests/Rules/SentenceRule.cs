using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>The sentences that a source file makes, each with <c>#0#</c>, <c>#1#</c> … for what it quotes: what people read and a translation must know.</summary>
internal static partial class SentenceRule
{
    /// <summary>All of them: texts of at least two words that are no part of another text, no attribute and no exception's.</summary>
    public static IEnumerable<string> Of(string source) => CSharpSyntaxTree.ParseText(source).GetRoot()
        .DescendantNodes(node => node is not (AttributeListSyntax or InterpolationSyntax or ThrowExpressionSyntax or ThrowStatementSyntax))
        .OfType<ExpressionSyntax>()
        .SelectMany(Texts)
        .Where(text => TwoWords().IsMatch(text));

    private static IEnumerable<string> Texts(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => [literal.Token.ValueText],
        InterpolatedStringExpressionSyntax interpolated => Filled(interpolated),
        _ => [],
    };

    // A place that chooses between two texts makes two sentences.
    private static List<string> Filled(InterpolatedStringExpressionSyntax interpolated)
    {
        List<string> made = [""];
        var places = 0;
        foreach (var part in interpolated.Contents)
        {
            string[] parts = part is InterpolatedStringTextSyntax text ? [Unescaped(text.TextToken.ValueText)] : Choices((InterpolationSyntax)part) ?? [$"#{places++}#"];
            made = [.. made.SelectMany(_ => parts, (before, next) => before + next)];
        }

        return made;
    }

    private static string[]? Choices(InterpolationSyntax place)
    {
        var inner = place.Expression;
        while (inner is ParenthesizedExpressionSyntax parenthesized)
            inner = parenthesized.Expression;
        return inner is ConditionalExpressionSyntax { WhenTrue: LiteralExpressionSyntax one, WhenFalse: LiteralExpressionSyntax other } ? [one.Token.ValueText, other.Token.ValueText] : null;
    }

    private static string Unescaped(string text) => text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    [GeneratedRegex("[A-Za-z]{2,},? [a-z]{2,}")]
    private static partial Regex TwoWords();
}
