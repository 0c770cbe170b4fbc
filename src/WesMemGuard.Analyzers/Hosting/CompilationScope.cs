using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Resources;

namespace WesMemGuard.Analyzers.Hosting;

/// <summary>What all rules know about one compilation; it dies with the compilation.</summary>
internal sealed class CompilationScope
{
    public CompilationScope(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Settings = new Settings(options, compilation);
        Registrations = new Registrations(compilation);
        Lifetimes = new LifetimeMap(this);
    }

    public Compilation Compilation { get; }

    public Settings Settings { get; }

    public Registrations Registrations { get; }

    public LifetimeMap Lifetimes { get; }

    public ClientWrappers Wrappers { get; } = new();
}
