using System.Runtime.InteropServices;
using WesMemGuard.Client.Heaps;

namespace WesMemGuard.Client.Holders;

/// <summary>How many objects of each type each root keeps. Objects move between two walks; roots are found again by their names.</summary>
internal sealed class KeptCounts
{
    private readonly Dictionary<(RootName Root, ulong Type), int> _counts = [];

    /// <summary>A root without where its object lies.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Type">The handle of the type of what a static field holds.</param>
    /// <param name="Field">The name of the static field.</param>
    internal readonly record struct RootName(RootKind Kind, ulong Type, string? Field);

    /// <summary>The name of a root.</summary>
    public static RootName NameOf(HeapRoot root) => new(root.Kind, root.Type, root.Field);

    /// <summary>Counts one.</summary>
    public void Add(HeapRoot root, ulong type) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, (NameOf(root), type), out _)++;

    /// <summary>How many there were.</summary>
    public int Of(RootName root, ulong type) => _counts.GetValueOrDefault((root, type));
}
