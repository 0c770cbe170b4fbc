using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WesMemGuard.Analyzers.World;

/// <summary>What all rules know about one compilation; it dies with the compilation.</summary>
internal sealed class CompilationScope
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _parts = new();

    public CompilationScope(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Settings = new AnalyzerSettings(options, compilation);
    }

    public Compilation Compilation { get; }

    public AnalyzerSettings Settings { get; }

    /// <summary>What a room of rules knows of the compilation: made on first use, once.</summary>
    public T Part<T>(Func<CompilationScope, T> make) where T : class =>
        (T)(_parts.TryGetValue(typeof(T), out var known) ? known : _parts.GetOrAdd(typeof(T), Later(make))).Value;

    private Lazy<object> Later<T>(Func<CompilationScope, T> make) where T : class => new(() => make(this));
}
