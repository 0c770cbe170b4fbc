using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1004: Let the entry expire after five minutes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CacheExpiryCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => CacheExpiryAnalyzer.Id;

    /// <inheritdoc/>
    protected override string Title => "Let the entry expire after five minutes";

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Set" }, ArgumentList: { Arguments.Count: 2 } arguments })
            return null;
        return root.ReplaceNode(arguments, Formatted(arguments.AddArguments(SyntaxFactory.Argument(SyntaxFactory.ParseExpression("TimeSpan.FromMinutes(5)")))));
    }
}
