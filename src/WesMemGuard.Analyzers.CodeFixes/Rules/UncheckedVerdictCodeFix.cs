using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG9001: Demand that it holds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UncheckedVerdictCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => UncheckedVerdictRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Expression: var expression } statement
            || expression is AssignmentExpressionSyntax)
            return null;
        var subject = expression is AwaitExpressionSyntax ? $"({expression})" : expression.ToString();
        return root.ReplaceNode(statement,
            SyntaxFactory.ParseStatement(subject + ".ShouldHold();").WithTriviaFrom(statement));
    }
}
