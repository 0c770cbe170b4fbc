using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Marks recognised by name alone, so that no package is needed to use them.</summary>
internal static class Marks
{
    private static readonly string[] Placeholders = ["todo", "why", "say what", "say why", "fixme", "tbd", "...", "\u2026"];

    /// <summary>[MustRelease], or JetBrains' [MustDisposeResource], on a type, a method or its result.</summary>
    public static bool SaysMustRelease(ISymbol symbol) =>
        Has(symbol, "MustRelease") || Has(symbol, "MustDisposeResource")
            || (symbol is IMethodSymbol method && Any(method.GetReturnTypeAttributes(), "MustRelease"));

    /// <summary>
    /// [TakesOwnership], or JetBrains' [HandlesResourceDisposal], on a parameter: what is passed is released there.
    /// </summary>
    public static bool TakesOwnership(IParameterSymbol? parameter) =>
        parameter is not null && (Has(parameter, "TakesOwnership") || Has(parameter, "HandlesResourceDisposal"));

    public static bool Has(ISymbol symbol, string name) => Any(symbol.GetAttributes(), name);

    /// <summary>
    /// [BoundedBy("why")] with a reason: an empty one, or one that waits to be written, says nothing.
    /// </summary>
    public static bool SaysBounded(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (attribute.AttributeClass?.Name is "BoundedBy" or "BoundedByAttribute")
                return IsReason(attribute);
        return false;
    }

    private static bool IsReason(AttributeData attribute)
    {
        foreach (var argument in attribute.ConstructorArguments)
            if (argument.Value is string reason)
                return reason.Trim() is { Length: > 0 } said && !Array.Exists(Placeholders,
                    words => said.StartsWith(words, StringComparison.OrdinalIgnoreCase));
        return attribute.ConstructorArguments.IsEmpty && attribute.AttributeClass?.TypeKind == TypeKind.Error;
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
