using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2003: Complete the writer in finally.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SuccessOnlyCompletionCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => SuccessOnlyCompletionAnalyzer.Id;

    /// <inheritdoc/>
    protected override string Title => "Complete the writer in finally";

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } statement)
            return null;
        return Statements.WrapInTry(root, block, 0, block.Statements.IndexOf(statement), statement.ToString(), dropNext: true);
    }
}
