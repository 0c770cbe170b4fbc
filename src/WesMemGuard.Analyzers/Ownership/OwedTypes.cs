using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Types of which somebody must release each object: responses, token sources, streaming calls, listed resources.</summary>
internal static class OwedTypes
{
    public static bool Contains(ITypeSymbol? type, CompilationScope scope) =>
        type is { SpecialType: SpecialType.None }
        && (OwnDisposables.Hold(type, scope) || TypeName.Of(type) is "System.Net.Http.HttpResponseMessage" or Tokens.SourceType);
}
