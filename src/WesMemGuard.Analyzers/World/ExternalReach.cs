using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.World;

/// <summary>
/// Whether code outside a type reaches one of its members: asked only for the few candidates that would be reported.
/// </summary>
internal static class ExternalReach
{
    /// <summary>Private members never; others when code elsewhere in the compilation names them.</summary>
    public static bool IsReached(TypeWorld world, ISymbol member)
    {
        if (IsHidden(world.Type, member))
            return false;
        return Mentions.Of(world.Scope).Exist(member, world.Type);
    }

    /// <summary>Whether code outside the type writes to the member's own Writer.</summary>
    public static bool IsWritten(TypeWorld world, ISymbol member)
    {
        foreach (var mention in Mentions.Of(world.Scope).Outside(world.Type, member))
            if (Accessed(mention).Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Writer" } writer
                && writer.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryWrite" or "WriteAsync" })
                return true;
        return false;
    }

    /// <summary>The expression that a mention is: the name alone, or with what it is a member of.</summary>
    public static ExpressionSyntax Accessed(SimpleNameSyntax mention) =>
        mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention ? access : mention;

    /// <summary>The name stands in the type of <c>new T(…)</c>.</summary>
    public static bool IsMade(SimpleNameSyntax mention) =>
        mention.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } creation && creation.Type.Span.Contains(mention.Span);

    /// <summary>The constructor's parameter of which the name is the type.</summary>
    public static ParameterSyntax? Taking(SimpleNameSyntax mention) =>
        mention.Parent is ParameterSyntax { Parent.Parent: ConstructorDeclarationSyntax or ClassDeclarationSyntax } parameter
            && parameter.Type == mention ? parameter : null;

    /// <summary>Private, or of a private nested type.</summary>
    private static bool IsHidden(INamedTypeSymbol outermost, ISymbol member)
    {
        for (var current = member; current is not null
            && !SymbolEqualityComparer.Default.Equals(current, outermost); current = current.ContainingType)
            if (current.DeclaredAccessibility == Accessibility.Private)
                return true;
        return false;
    }
}
