using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WesMemGuard.Analyzers.World;

/// <summary>The <c>wesmemguard.*</c> keys of .editorconfig or a global config: comma-separated full type names.</summary>
internal sealed class AnalyzerSettings
{
    private const string Factory = "::";
    private const string Release = "->";
    private static readonly char[] Separators = [',', ';', ' '];

    public AnalyzerSettings(AnalyzerOptions options, Compilation compilation)
    {
        AppLifetimeTypes = Read(options, compilation, "wesmemguard.app_lifetime_types");
        BoundedKeys = Read(options, compilation, "wesmemguard.bounded_keys");
        var resources = Read(options, compilation, "wesmemguard.resource_types");
        ResourceTypes = resources.Where(entry => entry.IndexOf(Factory, StringComparison.Ordinal) < 0)
            .ToImmutableHashSet(StringComparer.Ordinal);
        Factories = resources.Where(entry => entry.IndexOf(Factory, StringComparison.Ordinal) > 0)
            .Select(entry => Part(entry, 0)).ToImmutableHashSet(StringComparer.Ordinal);
        ReleaseNames = resources.Where(entry => entry.IndexOf(Release, StringComparison.Ordinal) > 0)
            .Select(entry => Part(entry, 1)).ToImmutableHashSet(StringComparer.Ordinal);
    }

    /// <summary>Types that live as long as the process.</summary>
    public ImmutableHashSet<string> AppLifetimeTypes { get; }

    /// <summary>Key types with few values.</summary>
    public ImmutableHashSet<string> BoundedKeys { get; }

    /// <summary>More types whose instances must be released by their owner.</summary>
    public ImmutableHashSet<string> ResourceTypes { get; }

    /// <summary>Methods whose result must be released, as <c>Full.Type::Method</c>.</summary>
    public ImmutableHashSet<string> Factories { get; }

    /// <summary>Methods that release what such a factory made, beside Dispose, Close and the like.</summary>
    public ImmutableHashSet<string> ReleaseNames { get; }

    /// <summary><c>Full.Type::Method->Release</c> in two parts.</summary>
    private static string Part(string entry, int part) =>
        entry.Split([Release], StringSplitOptions.None) is var parts && part < parts.Length ? parts[part] : "";

    private static ImmutableHashSet<string> Read(AnalyzerOptions options, Compilation compilation, string key)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(key, out var text))
                return Split(text);
            break;
        }
        return options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(key, out var global)
            ? Split(global) : ImmutableHashSet<string>.Empty;
    }

    private static ImmutableHashSet<string> Split(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToImmutableHashSet(StringComparer.Ordinal);
}
