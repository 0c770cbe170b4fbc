using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG8004: The phase that was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".json"])]
[Shared]
public sealed class MissingPartCodeFix : RightNameCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => MissingPartRule.Id;
}
