using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2001: Bound the channel; writers wait.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnboundedChannelCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => UnboundedChannelAnalyzer.Id;

    /// <inheritdoc/>
    protected override string Title => "Bound the channel; writers wait";

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "CreateUnbounded" } name } } call)
            return null;
        var bounded = ((MemberAccessExpressionSyntax)call.Expression).WithName(name.WithIdentifier(SyntaxFactory.Identifier("CreateBounded")));
        return root.ReplaceNode(call, call.WithExpression(bounded).WithArgumentList(SyntaxFactory.ParseArgumentList("(1024)")));
    }
}
