using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.World;

/// <summary>Methods that are the same one to their callers: an override, or an implementation of the same contract.</summary>
internal static class Overrides
{
    public static bool AreSame(ISymbol? one, ISymbol? other) => one is IMethodSymbol left && other is IMethodSymbol right
        && (SymbolEqualityComparer.Default.Equals(First(left), First(right)) || Implements(left, right) || Implements(right, left));

    /// <summary>The method that all overrides of it go back to.</summary>
    private static IMethodSymbol First(IMethodSymbol method)
    {
        var first = method.OriginalDefinition;
        while (first.OverriddenMethod is { } overridden)
            first = overridden.OriginalDefinition;
        return first;
    }

    /// <summary>The one implements a contract's method that the other is, or implements as well.</summary>
    private static bool Implements(IMethodSymbol method, IMethodSymbol other)
    {
        if (method.ContainingType is not { } owner)
            return false;
        foreach (var contract in owner.AllInterfaces)
            foreach (var member in contract.GetMembers())
                if (member is IMethodSymbol declared && declared.Parameters.Length == method.Parameters.Length
                    && SymbolEqualityComparer.Default.Equals(owner.FindImplementationForInterfaceMember(declared), method)
                    && (SymbolEqualityComparer.Default.Equals(declared.OriginalDefinition, other.OriginalDefinition)
                        || SymbolEqualityComparer.Default.Equals(
                            other.ContainingType?.FindImplementationForInterfaceMember(declared), other)))
                    return true;
        return false;
    }
}
