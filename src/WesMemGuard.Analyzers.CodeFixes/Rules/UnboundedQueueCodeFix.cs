using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2005: Give it a capacity.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnboundedQueueCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => UnboundedQueueRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { Initializer: null } creation
            || creation.ArgumentList is { Arguments.Count: > 0 })
            return null;
        return model.GetTypeInfo(creation).Type?.Name is "BlockingCollection" or "ReplaySubject"
            ? root.ReplaceNode(creation,
                creation.WithArgumentList(SyntaxFactory.ParseArgumentList("(1024)").WithTrailingTrivia(creation.GetTrailingTrivia())))
            : null;
    }
}
