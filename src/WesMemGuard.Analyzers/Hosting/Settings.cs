using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WesMemGuard.Analyzers.Hosting;

/// <summary>The <c>wesmemguard.*</c> keys of .editorconfig or a global config: comma-separated full type names.</summary>
internal sealed class Settings
{
    private static readonly char[] Separators = [',', ';', ' '];

    public Settings(AnalyzerOptions options, Compilation compilation)
    {
        AppLifetimeTypes = Read(options, compilation, "wesmemguard.app_lifetime_types");
        BoundedKeys = Read(options, compilation, "wesmemguard.bounded_keys");
        ResourceTypes = Read(options, compilation, "wesmemguard.resource_types");
    }

    /// <summary>Types that live as long as the process.</summary>
    public ImmutableHashSet<string> AppLifetimeTypes { get; }

    /// <summary>Key types with few values.</summary>
    public ImmutableHashSet<string> BoundedKeys { get; }

    /// <summary>More types whose instances must be released by their owner.</summary>
    public ImmutableHashSet<string> ResourceTypes { get; }

    private static ImmutableHashSet<string> Read(AnalyzerOptions options, Compilation compilation, string key)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(key, out var text))
                return Split(text);
            break;
        }
        return options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(key, out var global) ? Split(global) : ImmutableHashSet<string>.Empty;
    }

    private static ImmutableHashSet<string> Split(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToImmutableHashSet(StringComparer.Ordinal);
}
