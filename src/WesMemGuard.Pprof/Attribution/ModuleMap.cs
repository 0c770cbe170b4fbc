using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WesMemGuard.Pprof.Attribution;

/// <summary>Which package of the node belongs to which module; the map itself is data, <c>node-modules.tsv</c>.</summary>
internal sealed class ModuleMap
{
    private const string NodeRoot = "github.com/weisyn/";

    private readonly FrozenDictionary<string, Entry> _entries;

    private readonly int _longest;

    private readonly bool _isNode;

    private ModuleMap(FrozenDictionary<string, Entry> entries, bool isNode) =>
        (_entries, _isNode, _longest) = (entries, isNode, entries.Keys.Select(prefix => prefix.Length).DefaultIfEmpty().Max());

    /// <summary>The map of the node at the commit the recordings were made with.</summary>
    public static ModuleMap Node { get; } = ReadEmbedded();

    /// <summary>The modules that report figures of their own, by their wire names, in ordinal order: twelve for the node's map.</summary>
    public ImmutableArray<AttributedModule> Reporting =>
    [
        .. _entries.Values.Where(e => e.Module.Kind == ModuleKind.Reporting).Select(e => e.Module).Distinct()
            .OrderBy(m => m.Name, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Reads a map: one package a line (path prefix, module, <c>reporting</c>, <c>silent</c> or <c>passes</c>,
    /// separated by tabs); lines that begin with # are comments.
    /// </summary>
    /// <exception cref="ProfileException">A line is something else or names a package twice.</exception>
    public static ModuleMap Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Dictionary<string, Entry> entries = [];
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            if (line.Split('\t') is not [var prefix, var module, "reporting" or "silent" or "passes"] || prefix.Length == 0
                || module.Length == 0)
                throw new ProfileException(
                    $"Map of modules, line {number}: \"{line}\" is not package, module and reporting, silent or "
                        + $"passes, separated by tabs.");
            ModuleKind kind = line.EndsWith("\treporting", StringComparison.Ordinal) ? ModuleKind.Reporting : ModuleKind.NoReporter;
            if (!entries.TryAdd(prefix, new Entry(new AttributedModule(module, kind), line.EndsWith("\tpasses", StringComparison.Ordinal))))
                throw new ProfileException($"Map of modules, line {number}: package {prefix} stands there twice.");
        }
        return new ModuleMap(entries.ToFrozenDictionary(StringComparer.Ordinal), isNode: true);
    }

    /// <summary>Whether a package is the WES node's.</summary>
    internal static bool IsOfNode(string package) => package.StartsWith(NodeRoot, StringComparison.Ordinal);

    /// <summary>A program's own packages, each with all below it, by their paths.</summary>
    internal static ModuleMap OfProgram(IEnumerable<string> packages) => new(
        packages.ToFrozenDictionary(p => p, p => new Entry(new AttributedModule(p, ModuleKind.Own), Passes: false), StringComparer.Ordinal),
            isNode: false);

    /// <summary>One package with all below it, by a name: whatever its code allocates, in other packages too, is its.</summary>
    public static ModuleMap OfPackage(string package, string name) => new(
        new[] { package }.ToFrozenDictionary(p => p, _ => new Entry(new AttributedModule(name, ModuleKind.Reporting), Passes: false),
            StringComparer.Ordinal), isNode: false);

    /// <summary>
    /// The module of a package of the node, and whether its code works for its caller; null for packages that aren't the node's.
    /// </summary>
    internal Entry? Find(string package)
    {
        int end = package.Length <= _longest ? package.Length : package.LastIndexOf('/', _longest);
        for (string prefix = package[..Math.Max(0, end)]; prefix.Length > 0; prefix = prefix[..Math.Max(0, prefix.LastIndexOf('/'))])
        {
            if (_entries.TryGetValue(prefix, out Entry entry))
                return entry;
        }
        return _isNode && IsOfNode(package)
            ? new Entry(new AttributedModule($"unknown: {package}", ModuleKind.Unknown), Passes: false)
            : null;
    }

    private static ModuleMap ReadEmbedded()
    {
        using Stream stream = typeof(ModuleMap).Assembly.GetManifestResourceStream("node-modules.tsv")
            ?? throw new InvalidOperationException("node-modules.tsv is not in the assembly.");
        using StreamReader reader = new(stream);
        return Read(reader);
    }

    /// <summary>A module, and whether the package passes what it holds on to its caller.</summary>
    internal readonly record struct Entry(AttributedModule Module, bool Passes);
}
