using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.World;

/// <summary>The worlds of a compilation's types that are being read.</summary>
internal sealed class Worlds(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ISymbol, TypeWorld> _worlds = new(SymbolEqualityComparer.Default);

    public static Worlds Of(CompilationScope scope) => scope.Part(known => new Worlds(known));

    /// <summary>
    /// The world of the outermost type around a type: nested types are read into it, in whatever order the compiler starts them.
    /// </summary>
    public TypeWorld Around(INamedTypeSymbol type)
    {
        var outermost = type;
        while (outermost.ContainingType is { } outer)
            outermost = outer;
        return _worlds.GetOrAdd(outermost, key => new TypeWorld((INamedTypeSymbol)key, scope));
    }

    public void Forget(TypeWorld world) => _worlds.TryRemove(world.Type, out _);
}
