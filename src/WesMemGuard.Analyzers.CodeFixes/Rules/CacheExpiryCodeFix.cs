using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1004: Let the entry expire after five minutes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CacheExpiryCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => CacheExpiryRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model) =>
        CacheSets.With(root, node, ShortName.Of("System.TimeSpan", node, model) + ".FromMinutes(5)");
}
