using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2002: Complete the writer in clean-up.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OpenChannelCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => OpenChannelRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model) =>
        node.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { Parent.Parent: FieldDeclarationSyntax } field
            ? CleanUpMembers.Add(root, node, model, field.Identifier.ValueText + ".Writer.TryComplete();")
            : null;
}
