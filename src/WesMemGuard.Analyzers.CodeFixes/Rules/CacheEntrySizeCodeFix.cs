using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1005: Give the entry the size 1.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CacheEntrySizeCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => CacheEntrySizeAnalyzer.Id;

    /// <inheritdoc/>
    protected override string Title => "Give the entry the size 1";

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Set" }, ArgumentList: { Arguments.Count: 2 } arguments })
            return null;
        return root.ReplaceNode(arguments, Formatted(arguments.AddArguments(SyntaxFactory.Argument(SyntaxFactory.ParseExpression("new MemoryCacheEntryOptions { Size = 1 }")))));
    }
}
