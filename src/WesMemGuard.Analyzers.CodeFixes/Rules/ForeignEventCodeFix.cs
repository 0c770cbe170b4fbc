using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4001: Remove the handler in Dispose.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ForeignEventCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => ForeignEventRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { } assignment
            || model.GetSymbolInfo(assignment.Right).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary })
            return null;
        return IsReachable(assignment.Left, model)
            ? CleanUpMembers.Add(root, node, model, $"{assignment.Left} -= {assignment.Right};") : null;
    }

    /// <summary>
    /// The publisher can be named in another method: a type, a field or a primary constructor parameter.
    /// </summary>
    private static bool IsReachable(ExpressionSyntax left, SemanticModel model)
    {
        if (left is not MemberAccessExpressionSyntax { Expression: var receiver })
            return true;
        return model.GetSymbolInfo(receiver).Symbol is var publisher
            && (publisher is ITypeSymbol or IFieldSymbol or IPropertySymbol || IsOfWholeType(publisher));
    }

    /// <summary>A parameter of a primary constructor.</summary>
    private static bool IsOfWholeType(ISymbol? publisher) => publisher is IParameterSymbol { DeclaringSyntaxReferences: { Length: 1 } made }
        && made[0].GetSyntax().Parent?.Parent is TypeDeclarationSyntax;
}
