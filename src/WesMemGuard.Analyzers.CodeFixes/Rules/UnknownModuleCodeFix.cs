using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG8002: The name in the node's answers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".json"])]
[Shared]
public sealed class UnknownModuleCodeFix : RightNameCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => UnknownModuleRule.Id;
}
