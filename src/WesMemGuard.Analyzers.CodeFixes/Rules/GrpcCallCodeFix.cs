using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3002: Dispose it with using.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class GrpcCallCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => GrpcCallRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model) =>
        Statements.WithUsing(root, node, model);
}
