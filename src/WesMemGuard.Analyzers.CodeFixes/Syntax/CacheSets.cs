using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace WesMemGuard.Analyzers.Syntax;

/// <summary>Changes of <c>cache.Set(key, value)</c>.</summary>
internal static class CacheSets
{
    /// <summary>Gives a third argument; null when the node stands in no such call.</summary>
    public static SyntaxNode? With(SyntaxNode root, SyntaxNode node, string argument)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>()
            is not
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Set" },
                ArgumentList: { Arguments.Count: 2 } arguments
            })
            return null;
        var longer = arguments.AddArguments(SyntaxFactory.Argument(SyntaxFactory.ParseExpression(argument)));
        return root.ReplaceNode(arguments, longer.WithAdditionalAnnotations(Formatter.Annotation));
    }
}
