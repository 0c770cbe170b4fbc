using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3006: Release it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OwnedResourceCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => OwnedResourceAnalyzer.Id;

    /// <inheritdoc/>
    protected override string Title => "Release it";

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not null)
            return Statements.WithUsing(root, node);
        var name = node.FirstAncestorOrSelf<VariableDeclaratorSyntax>()?.Identifier.ValueText
            ?? (node.FirstAncestorOrSelf<AssignmentExpressionSyntax>()?.Left as IdentifierNameSyntax)?.Identifier.ValueText;
        if (name is null)
            return null;
        var field = node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault(variable => variable.Identifier.ValueText == name);
        var nullable = field?.Parent is VariableDeclarationSyntax { Type: NullableTypeSyntax };
        return CleanUpMembers.Add(root, node, name + (nullable ? "?" : "") + ".Dispose();", create: true);
    }
}
