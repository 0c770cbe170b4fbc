using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WesMemGuard.Analyzers.World;

/// <summary>What all rules know about one compilation; it dies with the compilation.</summary>
internal sealed class CompilationScope
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _parts = new();
    private readonly ConcurrentDictionary<ISymbol, TypeWorld> _worlds = new(SymbolEqualityComparer.Default);

    public CompilationScope(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Settings = new Settings(options, compilation);
    }

    public Compilation Compilation { get; }

    public Settings Settings { get; }

    /// <summary>
    /// The world of the outermost type around a type: nested types are read into it, in whatever order the compiler starts them.
    /// </summary>
    public TypeWorld WorldOf(INamedTypeSymbol type)
    {
        var outermost = type;
        while (outermost.ContainingType is { } outer)
            outermost = outer;
        return _worlds.GetOrAdd(outermost, key => new TypeWorld((INamedTypeSymbol)key, this));
    }

    /// <summary>What a room of rules knows of the compilation: made on first use, once.</summary>
    public T Part<T>(Func<CompilationScope, T> make) where T : class =>
        (T)(_parts.TryGetValue(typeof(T), out var known) ? known : _parts.GetOrAdd(typeof(T), Later(make))).Value;

    public void Forget(TypeWorld world) => _worlds.TryRemove(world.Type, out _);

    private Lazy<object> Later<T>(Func<CompilationScope, T> make) where T : class => new(() => make(this));
}
