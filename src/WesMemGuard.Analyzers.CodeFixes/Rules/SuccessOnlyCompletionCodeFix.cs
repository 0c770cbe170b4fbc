using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2003: Complete the writer in finally.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SuccessOnlyCompletionCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => SuccessOnlyCompletionRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } statement
            || IsConditional(statement))
            return null;
        return Statements.WrapInTry(root, block, 0, block.Statements.IndexOf(statement), statement.ToString(),
            dropNext: true);
    }

    /// <summary>
    /// Some ways through the function never come there: a finally within would not be reached either, or run each turn.
    /// </summary>
    private static bool IsConditional(SyntaxNode statement)
    {
        foreach (var around in statement.Ancestors())
            if (around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)
                return false;
            else if (around is IfStatementSyntax or SwitchSectionSyntax or CatchClauseSyntax or CommonForEachStatementSyntax
                or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax)
                return true;
        return false;
    }
}
