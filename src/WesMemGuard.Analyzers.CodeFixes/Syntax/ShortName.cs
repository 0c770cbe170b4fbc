using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Syntax;

/// <summary>Names of types as the code around may write them.</summary>
internal static class ShortName
{
    /// <summary>
    /// The last part of a full name where it is imported and means nothing else, otherwise the full name.
    /// </summary>
    public static string Of(string full, SyntaxNode place, SemanticModel model)
    {
        var last = full.Substring(full.LastIndexOf('.') + 1);
        var meant = model.LookupNamespacesAndTypes(place.SpanStart, name: last);
        return meant.Length == 1 && TypeName.Is(meant[0] as ITypeSymbol, full) ? last : full;
    }
}
