using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4003: Remove the handler before adding it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RepeatedSubscriptionCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => RepeatedSubscriptionRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model) =>
        node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { Right: not LambdaExpressionSyntax } assignment
            ? Statements.InsertBefore(root, node, $"{assignment.Left} -= {assignment.Right};")
            : null;
}
