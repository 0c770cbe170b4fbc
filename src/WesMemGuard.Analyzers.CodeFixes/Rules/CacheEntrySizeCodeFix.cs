using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1005: Give the entry the size 1.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CacheEntrySizeCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => CacheEntrySizeRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model) =>
        CacheSets.With(root, node, "new MemoryCacheEntryOptions { Size = 1 }");
}
