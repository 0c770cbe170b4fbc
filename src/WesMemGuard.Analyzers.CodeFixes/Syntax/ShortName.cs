using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.Syntax;

/// <summary>Names of types as the code around may write them.</summary>
internal static class ShortName
{
    /// <summary>The last part of a full name where it is imported, otherwise the full name.</summary>
    public static string Of(string full, SyntaxNode place, SemanticModel model)
    {
        var last = full.Substring(full.LastIndexOf('.') + 1);
        return model.LookupNamespacesAndTypes(place.SpanStart, name: last).IsEmpty ? full : last;
    }
}
