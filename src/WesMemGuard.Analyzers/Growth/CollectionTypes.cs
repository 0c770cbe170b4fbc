using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>The mutable collections that can only grow when nobody takes anything out.</summary>
internal static class CollectionTypes
{
    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.Dictionary", "System.Collections.Concurrent.ConcurrentDictionary",
            "System.Collections.Generic.SortedDictionary",
        "System.Collections.Generic.SortedList", "System.Collections.Generic.IDictionary", "System.Collections.Hashtable",
            "System.Collections.IDictionary",
        "System.Collections.Generic.OrderedDictionary", "System.Collections.Specialized.NameValueCollection",
        "System.Collections.Specialized.ListDictionary", "System.Collections.Specialized.HybridDictionary",
        "System.Collections.Specialized.OrderedDictionary", "System.Collections.Specialized.StringDictionary",
        "System.Collections.SortedList", "System.Text.Json.Nodes.JsonObject",
        "System.Collections.Immutable.ImmutableDictionary", "System.Collections.Immutable.ImmutableSortedDictionary",
    };

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.HashSet", "System.Collections.Generic.SortedSet", "System.Collections.Generic.List",
            "System.Collections.Generic.LinkedList",
        "System.Collections.Generic.Queue", "System.Collections.Generic.Stack", "System.Collections.Generic.PriorityQueue",
        "System.Collections.Concurrent.ConcurrentQueue", "System.Collections.Concurrent.ConcurrentBag",
            "System.Collections.Concurrent.ConcurrentStack",
        "System.Collections.Concurrent.BlockingCollection", "System.Collections.Generic.IList",
            "System.Collections.Generic.ICollection", "System.Collections.Generic.ISet",
        "System.Collections.ArrayList", "System.Collections.ObjectModel.Collection",
            "System.Collections.ObjectModel.ObservableCollection", "System.Text.StringBuilder",
        "System.Collections.Immutable.ImmutableList", "System.Collections.Immutable.ImmutableHashSet",
            "System.Collections.Immutable.ImmutableSortedSet", "System.Collections.Immutable.ImmutableArray",
        "System.Reactive.Disposables.CompositeDisposable", "System.Text.Json.Nodes.JsonArray", "System.Collections.Queue",
        "System.Collections.Stack", "System.ComponentModel.BindingList", "System.Collections.Specialized.StringCollection",
        "System.Collections.ObjectModel.KeyedCollection", "System.Collections.Generic.SynchronizedCollection",
        "System.Collections.Immutable.ImmutableQueue", "System.Collections.Immutable.ImmutableStack",
    };

    public static bool IsMap(ITypeSymbol? type) => Maps.Contains(TypeName.Of(type));

    /// <summary>A map or a set: what goes in twice is kept once.</summary>
    public static bool IsKeyed(ITypeSymbol type) => IsMap(type) || type.Name.EndsWith("Set", StringComparison.Ordinal);

    /// <summary>A collection that is replaced by a changed copy.</summary>
    public static bool IsImmutable(ITypeSymbol? type) =>
        Contains(type) && TypeName.Of(type).StartsWith("System.Collections.Immutable.", StringComparison.Ordinal);

    /// <summary>Keeps weak references: what they lead to comes and goes, they stay.</summary>
    public static bool IsOfWeakReferences(ITypeSymbol type) => Kept(type)?.Name is "WeakReference";

    public static bool Contains(ITypeSymbol? type)
    {
        var name = TypeName.Of(type);
        return Maps.Contains(name) || Others.Contains(name);
    }

    /// <summary>
    /// The type of what is kept: a map's values, otherwise the elements; null for untyped collections.
    /// </summary>
    public static ITypeSymbol? Kept(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments }
            ? arguments[IsMap(type) ? arguments.Length - 1 : 0] : null;
}
