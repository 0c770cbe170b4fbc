using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Marks recognised by name alone, so that no package is needed to use them.</summary>
internal static class Marks
{
    /// <summary>[MustRelease], or JetBrains' [MustDisposeResource], on a type, a method or its result.</summary>
    public static bool SaysMustRelease(ISymbol symbol) =>
        Has(symbol, "MustRelease") || Has(symbol, "MustDisposeResource")
            || (symbol is IMethodSymbol method && Any(method.GetReturnTypeAttributes(), "MustRelease"));

    /// <summary>[TakesOwnership], or JetBrains' [HandlesResourceDisposal], on a parameter: what is passed is released there.</summary>
    public static bool TakesOwnership(IParameterSymbol? parameter) =>
        parameter is not null && (Has(parameter, "TakesOwnership") || Has(parameter, "HandlesResourceDisposal"));

    public static bool Has(ISymbol symbol, string name)
    {
        return Any(symbol.GetAttributes(), name);
    }

    private static bool Any(System.Collections.Immutable.ImmutableArray<AttributeData> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            var found = attribute.AttributeClass?.Name;
            if (found is null || !found.StartsWith(name, StringComparison.Ordinal))
                continue;
            if (found.Length == name.Length || found == name + "Attribute")
                return true;
        }
        return false;
    }
}
