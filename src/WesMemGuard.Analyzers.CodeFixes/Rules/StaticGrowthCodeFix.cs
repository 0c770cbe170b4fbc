using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1001: State what bounds it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class StaticGrowthCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => StaticGrowthAnalyzer.Id;

    /// <inheritdoc/>
    protected override string Title => "State what bounds it";

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (Field(node, model) is not { } field)
            return null;
        var attribute = SyntaxFactory.ParseCompilationUnit("[BoundedBy(\"say what bounds the keys\")] class C;").Members[0].AttributeLists[0];
        var marked = field.WithoutLeadingTrivia().WithAttributeLists(field.AttributeLists.Add(attribute.WithLeadingTrivia(field.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.LineFeed)));
        return root.ReplaceNode(field, Formatted(marked));
    }

    /// <summary>The static field or property that the growing call names, declared in this document.</summary>
    private static MemberDeclarationSyntax? Field(SyntaxNode node, SemanticModel model)
    {
        foreach (var name in node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            if (model.GetSymbolInfo(name).Symbol is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } && model.GetSymbolInfo(name).Symbol is { DeclaringSyntaxReferences.Length: 1 } symbol)
                return symbol.DeclaringSyntaxReferences[0].SyntaxTree == node.SyntaxTree ? symbol.DeclaringSyntaxReferences[0].GetSyntax().FirstAncestorOrSelf<MemberDeclarationSyntax>() : null;
        return null;
    }
}
