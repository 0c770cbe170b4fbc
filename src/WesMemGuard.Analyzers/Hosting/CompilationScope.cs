using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Resources;

namespace WesMemGuard.Analyzers.Hosting;

/// <summary>What all rules know about one compilation; it dies with the compilation.</summary>
internal sealed class CompilationScope
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _parts = new();
    private readonly ConcurrentDictionary<ISymbol, TypeWorld> _worlds = new(SymbolEqualityComparer.Default);

    public CompilationScope(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Settings = new Settings(options, compilation);
        Registrations = new Registrations(compilation);
        Holders = new Holders(this);
        Heirs = new Heirs(this);
        Lifetimes = new LifetimeMap(this);
    }

    public Compilation Compilation { get; }

    public Settings Settings { get; }

    public Registrations Registrations { get; }

    public Holders Holders { get; }

    public Heirs Heirs { get; }

    public LifetimeMap Lifetimes { get; }

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
    public T Part<T>(Func<CompilationScope, T> make) where T : class => (T)_parts.GetOrAdd(typeof(T),
        _ => new Lazy<object>(() => make(this))).Value;

    public void Forget(TypeWorld world) => _worlds.TryRemove(world.Type, out _);

    public ClientWrappers Wrappers { get; } = new();
}
