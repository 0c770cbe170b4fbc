using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3001: Dispose it with using.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class StreamedResponseCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => StreamedResponseRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model) =>
        Statements.WithUsing(root, node, model);
}
