using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3006: Release it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OwnedResourceCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => OwnedResourceRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not null)
            return Statements.WithUsing(root, node, model);
        if (Owner(node, model) is not { } owner || IsReleased(node, owner.Name))
            return null;
        return CleanUpMembers.Add(root, node, model, owner.Name + (owner.IsNullable ? "?" : "") + ".Dispose();");
    }

    /// <summary>
    /// The field or property that gets the resource and can be disposed; an assignment of null gives it none.
    /// </summary>
    private static (string Name, bool IsNullable)? Owner(SyntaxNode node, SemanticModel model)
    {
        var assignment = node.FirstAncestorOrSelf<AssignmentExpressionSyntax>();
        var owner = node.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { } field ? model.GetDeclaredSymbol(field)
            : assignment is { Left: IdentifierNameSyntax left, Right: not LiteralExpressionSyntax }
            ? model.GetSymbolInfo(left).Symbol : null;
        var type = (owner as IFieldSymbol)?.Type ?? (owner as IPropertySymbol)?.Type;
        return type is not null && Disposables.Contain(type)
            ? (owner!.Name, type.NullableAnnotation == NullableAnnotation.Annotated) : null;
    }

    /// <summary>The clean-up has it already: what is lost is lost elsewhere.</summary>
    private static bool IsReleased(SyntaxNode node, string name) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && CleanUpMembers.Of(type)
            .Any(method => method.DescendantNodes().OfType<IdentifierNameSyntax>().Any(used => used.Identifier.ValueText == name));
}
