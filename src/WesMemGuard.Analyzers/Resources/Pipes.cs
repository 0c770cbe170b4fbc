using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>Processes whose input or output the code that started them reads or writes.</summary>
internal static class Pipes
{
    /// <summary>Held by a local of which this code takes a pipe: with the process three handles stay open.</summary>
    public static bool AreOf(ISymbol local, ITypeSymbol made, Body body)
    {
        if (!TypeName.Is(made, "System.Diagnostics.Process"))
            return false;
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Use(mention) is IPropertyReferenceOperation
                { Property.Name: "StandardOutput" or "StandardError" or "StandardInput" })
                return true;
        return false;
    }
}
