using System.Reflection;
using Microsoft.Diagnostics.NETCore.Client;
using WesMemGuard.Client.Events;
using WesMemGuard.Client.Heaps;

namespace WesMemGuard.Client.Holders;

/// <summary>The shortest ways from roots to the objects of a heap, the program's own roots first.</summary>
internal sealed class HolderPaths
{
    private const int Unseen = -1, FirstRoot = -2;
    private const int MostSamples = 200;

    /// <summary>A list of a million nodes is as many steps to its root.</summary>
    private const long MostSteps = 4_000_000;

    private static readonly Assembly[] Ours = [typeof(HolderPaths).Assembly, typeof(DiagnosticsClient).Assembly];

    private readonly HeapWalk _walk;
    private readonly HeapGraph _graph;
    private readonly List<HeapRoot> _roots = [];
    private readonly Dictionary<ulong, Type?> _types = [];
    private readonly StaticFields _statics = new();
    private readonly HashSet<Type> _growing;
    private readonly int[] _from;

    /// <param name="walk">A walk with what objects refer to.</param>
    /// <param name="captured">The type of what the call captured; null for a static one.</param>
    /// <param name="growing">The types that grow in number.</param>
    public HolderPaths(HeapWalk walk, Type? captured, IEnumerable<ulong> growing)
    {
        (_walk, _graph) = (walk, walk.Graph!);
        _growing = [.. growing.Select(TypeOf).OfType<Type>()];
        _from = new int[_graph.Count];
        Array.Fill(_from, Unseen);
        var ranked = _graph.Roots.Select(r => (Rank: Holders.Roots.Rank(r.Kind, IsOwn(r)), Root: r)).ToList();
        if (captured is not null)
            ranked.AddRange(OfType((ulong)captured.TypeHandle.Value)
                .Select(n => (Holders.Roots.RankOfCall, new HeapRoot(RootKind.Other, _graph.AddressOf(n), 0, Holders.Roots.Call))));
        foreach (var rank in ranked.GroupBy(r => r.Rank).OrderBy(g => g.Key))
            Spread(rank.Select(r => r.Root));
    }

    /// <summary>The name of a type, as C# writes it where it is known.</summary>
    public string NameOf(ulong type) =>
        TypeOf(type) is { } known ? TypeNames.Of(known) : Texts.OneLine.Name(_walk.NameOf(type) ?? "?");

    /// <summary>Whether objects of a type are there because of the measuring itself.</summary>
    public bool IsOfMeasuring(ulong type) => TypeOf(type) is { } known && IsOurs(known);

    /// <summary>Whether objects of a type belong to ASP.NET Core's web server.</summary>
    public bool IsOfServer(ulong type) =>
        TypeOf(type)?.Namespace?.StartsWith("Microsoft.AspNetCore.Server.", StringComparison.Ordinal) == true;

    /// <summary>How most objects of a type are kept; null when no root leads to any.</summary>
    /// <param name="type">The type.</param>
    /// <param name="newest">
    /// How many of them came last: those are looked at, as they lie behind the others that the program has of the same type (a collection
    /// keeps the order in which objects were made). 0: one grows in size, and is the largest.
    /// </param>
    public HolderPath? Of(ulong type, long newest)
    {
        var all = OfType(type).Where(n => _from[n] != Unseen).ToList();
        if (newest <= 0 && all.Count > 0)
            all = [all.MaxBy(_graph.SizeOf)];
        else if (all.Count > newest)
            all.RemoveRange(0, all.Count - (int)newest);
        var left = MostSteps;
        var looked = new List<HolderPath>();
        foreach (var number in Spaced(all))
        {
            if (left > 0)
                looked.Add(Way(number, ref left));
        }

        return looked.GroupBy(w => w.Text, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Length)
            .Select(g => g.First()).FirstOrDefault();
    }

    private void Spread(IEnumerable<HeapRoot> roots)
    {
        var next = new Queue<int>();
        foreach (var root in roots)
        {
            var number = _graph.At(root.Address);
            if (number < 0 || _from[number] != Unseen)
                continue;
            _from[number] = FirstRoot - _roots.Count;
            _roots.Add(root);
            next.Enqueue(number);
        }

        while (next.TryDequeue(out var number))
        {
            if (TypeOf(_graph.TypeOf(number)) is { } type && IsWalk(type))
                continue;
            foreach (var to in _graph.From(number))
            {
                if (_from[to] != Unseen)
                    continue;
                _from[to] = number;
                next.Enqueue(to);
            }
        }
    }

    private IEnumerable<int> OfType(ulong type) => Enumerable.Range(0, _graph.Count).Where(n => _graph.TypeOf(n) == type);

    /// <summary>Some of them, from all over.</summary>
    private static IEnumerable<int> Spaced(List<int> all)
    {
        var step = Math.Max(1, all.Count / MostSamples);
        for (var i = all.Count - 1; i >= 0; i -= step)
            yield return all[i];
    }

    private HolderPath Way(int number, ref long left)
    {
        var chain = new FoldedChain();
        var at = number;
        for (; at >= 0 && left > 0; at = _from[at], left--)
        {
            if (TypeOf(_graph.TypeOf(at)) is { } type)
                chain.Add(type);
        }

        var types = chain.ToList();
        types.Reverse();
        var root = at <= FirstRoot ? _roots[FirstRoot - at] : new HeapRoot(RootKind.Other, 0, 0, null);
        // What lies on the way behind our own objects is how the test runs, not who holds.
        var own = types.FindLastIndex(IsOurs);
        return own >= 0 && own < types.Count - 1
            ? Written(new HeapRoot(RootKind.Other, 0, 0, Holders.Roots.Call), types.GetRange(own + 1, types.Count - own - 1))
            : Written(root, types);
    }

    private HolderPath Written(HeapRoot root, List<Type> types)
    {
        var path = new PathText(_growing.Contains);
        if (types.Count == 0)
            return new HolderPath(Holders.Roots.Text(root.Kind), null);
        if (root.Kind is RootKind.Static or RootKind.ThreadStatic)
            path.Static(DeclaredBy(root), root.Field!, types[0], Holders.Roots.Text(root.Kind));
        else
            path.Begin(root.Field == Holders.Roots.Call ? Holders.Roots.Call : Holders.Roots.Text(root.Kind), types[0]);
        for (var i = 1; i < types.Count; i++)
            path.Step(types[i], i == types.Count - 1);
        return new HolderPath(path.ToString(), path.Field)
        {
            Length = path.Length,
            // The array itself is kept by the pool; an item in a pool's queue is work that waits.
            IsOfPool = types[^1].IsArray && types.SkipLast(1).TakeLast(2).Any(Holders.Roots.IsPool),
        };
    }

    private bool IsOwn(HeapRoot root) =>
        root.Field is not null && TypeOf(root.Type) is { } held && _statics.Own(root.Field, held).Count > 0;

    private Type[] DeclaredBy(HeapRoot root)
    {
        if (TypeOf(root.Type) is not { } held)
            return [];
        var own = _statics.Own(root.Field!, held);
        return [.. (own.Count > 0 ? own : _statics.OfOthers(root.Field!, held)).Select(f => f.DeclaringType!)];
    }

    /// <summary>What reads the heap is in it while it is walked, and is newer than what the calls left.</summary>
    private static bool IsWalk(Type type) => type.Namespace == typeof(HeapWalk).Namespace
        || type.Namespace == typeof(EventStream).Namespace || type.Assembly == typeof(DiagnosticsClient).Assembly;

    private static bool IsOurs(Type type) => Ours.Contains(type.Assembly) || (type.IsArray && IsOurs(type.GetElementType()!))
        || (type.IsConstructedGenericType && Array.Exists(type.GetGenericArguments(), IsOurs));

    private Type? TypeOf(ulong handle)
    {
        if (!_types.TryGetValue(handle, out var type))
            _types[handle] = type = TypeNames.Find(handle, _walk.NameOf(handle));
        return type;
    }
}
