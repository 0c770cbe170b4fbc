using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG5001: Make it static.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PerInstanceMeterCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => PerInstanceMeterRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<FieldDeclarationSyntax>() is not { } field
            || field.Modifiers.Any(SyntaxKind.StaticKeyword))
            return null;
        var keyword = SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var at = field.Modifiers.IndexOf(SyntaxKind.ReadOnlyKeyword);
        return at <= 0 ? null : root.ReplaceNode(field, field.WithModifiers(field.Modifiers.Insert(at, keyword)));
    }
}
