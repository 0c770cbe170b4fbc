using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Marks recognised by name alone, so that no package is needed to use them.</summary>
internal static class Attributes
{
    public static bool Has(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
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
