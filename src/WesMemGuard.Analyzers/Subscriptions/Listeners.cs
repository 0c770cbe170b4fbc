using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Types of this program that subscribe, when they are made, to an event of what they are given: only their disposal
/// ends it.
/// </summary>
internal static class Listeners
{
    public static bool Contains(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named)
            return false;
        foreach (var constructor in named.InstanceConstructors)
            foreach (var reference in constructor.DeclaringSyntaxReferences)
                if (reference.GetSyntax() is ConstructorDeclarationSyntax declaration && Subscribes(declaration))
                    return true;
        return false;
    }

    private static bool Subscribes(ConstructorDeclarationSyntax constructor)
    {
        foreach (var node in constructor.DescendantNodes())
            if (node is AssignmentExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.AddAssignmentExpression,
                    Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax publisher }, Right: IdentifierNameSyntax
                or LambdaExpressionSyntax or MemberAccessExpressionSyntax
                }
                && (IsParameter(constructor, publisher.Identifier.ValueText)
                    || IsFilled(constructor, publisher.Identifier.ValueText)))
                return true;
        return false;
    }

    /// <summary>A field that the constructor sets to one of its parameters.</summary>
    private static bool IsFilled(ConstructorDeclarationSyntax constructor, string field)
    {
        foreach (var node in constructor.DescendantNodes())
            if (node is AssignmentExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                    Left: IdentifierNameSyntax left, Right: IdentifierNameSyntax right
                } && left.Identifier.ValueText == field
                && IsParameter(constructor, right.Identifier.ValueText))
                return true;
        return false;
    }

    private static bool IsParameter(ConstructorDeclarationSyntax constructor, string name)
    {
        foreach (var parameter in constructor.ParameterList.Parameters)
            if (parameter.Identifier.ValueText == name)
                return true;
        return false;
    }
}
