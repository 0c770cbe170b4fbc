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
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>()
            is not { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "CreateUnbounded" } name } } call)
            return null;
        if (DropsWrites(call))
            return null;
        var bounded = ((MemberAccessExpressionSyntax)call.Expression)
            .WithName(name.WithIdentifier(SyntaxFactory.Identifier("CreateBounded")));
        return root.ReplaceNode(call, call.WithExpression(bounded).WithArgumentList(SyntaxFactory.ParseArgumentList("(1024)")));
    }

    /// <summary>
    /// Something near writes with TryWrite and looks at no answer: a full channel would lose what it writes, and say nothing.
    /// </summary>
    private static bool DropsWrites(SyntaxNode call)
    {
        var around = call.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault();
        foreach (var node in around?.DescendantNodes() ?? [])
            if (node is InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryWrite" },
                    Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax
                })
                return true;
        return false;
    }
}
