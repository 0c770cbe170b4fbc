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
    private readonly int[] _from, _rootOf;

    /// <param name="walk">A walk with what objects refer to.</param>
    /// <param name="captured">The type of what the call captured; null for a static one.</param>
    /// <param name="growing">The types that grow in number.</param>
    public HolderPaths(HeapWalk walk, Type? captured, IEnumerable<ulong> growing)
    {
        (_walk, _graph) = (walk, walk.Graph!);
        _growing = [.. growing.Select(TypeOf).OfType<Type>()];
        (_from, _rootOf) = (new int[_graph.Count], new int[_graph.Count]);
        Array.Fill(_from, Unseen);
        var roots = _graph.Roots.ToList();
        if (captured is not null)
            roots.AddRange(OfType((ulong)captured.TypeHandle.Value)
                .Select(n => new HeapRoot(RootKind.Other, _graph.AddressOf(n), 0, Holders.Roots.Call)));
        foreach (var rank in roots.GroupBy(RankOf).OrderBy(g => g.Key))
            Spread(rank);
    }

    /// <summary>The name of a type, as C# writes it where it is known.</summary>
    public string NameOf(ulong type) =>
        TypeOf(type) is { } known ? TypeNames.Of(known) : Texts.OneLine.Name(_walk.NameOf(type) ?? "?");

    /// <summary>Whether objects of a type are there because of the measuring itself.</summary>
    public bool IsOfMeasuring(ulong type) => TypeOf(type) is { } known && IsOurs(known);

    /// <summary>Whether objects of a type belong to ASP.NET Core's web server.</summary>
    public bool IsOfServer(ulong type) =>
        TypeOf(type)?.Namespace?.StartsWith("Microsoft.AspNetCore.Server.", StringComparison.Ordinal) == true;

    /// <summary>How many objects of each type are kept from each root.</summary>
    public KeptCounts Kept()
    {
        var kept = new KeptCounts();
        for (var number = 0; number < _graph.Count; number++)
        {
            if (_from[number] != Unseen)
                kept.Add(_roots[_rootOf[number]], _graph.TypeOf(number));
        }

        return kept;
    }

    /// <summary>How most objects of a type are kept; null when no root leads to any.</summary>
    /// <param name="type">The type.</param>
    /// <param name="newest">
    /// How many of them came last: those are looked at, as they lie behind the others that the same root keeps of the type (a collection
    /// keeps the order in which objects were made). 0: one grows in size, and is the largest.
    /// </param>
    /// <param name="before">What was kept before they came.</param>
    public HolderPath? Of(ulong type, long newest, KeptCounts before)
    {
        var all = OfType(type).Where(n => _from[n] != Unseen).ToList();
        if (newest <= 0 && all.Count > 0)
            all = [all.MaxBy(_graph.SizeOf)];
        else
            all = OfGrown(all, type, newest, before);
        if (all.Count > newest && newest > 0)
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

    /// <summary>
    /// The objects of the root that came to keep at least half of them, the program's own first: the test's host and the walk itself make
    /// objects of common types too, some of them later. All objects where no root did.
    /// </summary>
    private List<int> OfGrown(List<int> all, ulong type, long newest, KeptCounts before) =>
        all.GroupBy(n => KeptCounts.NameOf(_roots[_rootOf[n]]))
            .Select(g => (Objects: g.ToList(), Grown: g.Count() - before.Of(g.Key, type)))
            .Where(g => 2 * g.Grown >= newest)
            .OrderBy(g => RankOf(_roots[_rootOf[g.Objects[0]]])).ThenByDescending(g => g.Grown)
            .Select(g => g.Objects).FirstOrDefault(all);

    private int RankOf(HeapRoot root) =>
        root.Field == Holders.Roots.Call ? Holders.Roots.RankOfCall : Holders.Roots.Rank(root.Kind, IsOwn(root));

    private void Spread(IEnumerable<HeapRoot> roots)
    {
        var next = new Queue<int>();
        foreach (var root in roots)
        {
            var number = _graph.At(root.Address);
            if (number < 0 || _from[number] != Unseen)
                continue;
            (_from[number], _rootOf[number]) = (FirstRoot - _roots.Count, _roots.Count);
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
                (_from[to], _rootOf[to]) = (number, _rootOf[number]);
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
        if (Unnamed(root, types) is { } unnamed)
        {
            types.RemoveRange(0, FirstOfProgram(types));
            path.Static([unnamed.DeclaringType!], unnamed.Name, types[0],
                Holders.Roots.Text(root.Kind == RootKind.Handle ? RootKind.Static : RootKind.ThreadStatic));
        }
        else if (root.Kind is RootKind.Static or RootKind.ThreadStatic)
            path.Static(DeclaredBy(root), root.Field!, types[0], Holders.Roots.Text(root.Kind));
        else
            path.Begin(root.Field == Holders.Roots.Call ? Holders.Roots.Call : Holders.Roots.Text(root.Kind), types[0]);
        for (var i = 1; i < types.Count; i++)
            path.Step(types[i], i == types.Count - 1);
        return new HolderPath(path.ToString(), path.Field)
        {
            Length = path.Length,
            IsToBeFinalized = root.Kind == RootKind.Finalizer,
            // The array itself is kept by the pool; an item in a pool's queue is work that waits.
            IsOfPool = types[^1].IsArray && types.SkipLast(1).TakeLast(2).Any(Holders.Roots.IsPool),
        };
    }

    /// <summary>
    /// The field that the first objects on the way belong to, where they are arrays of the runtime's; null where they are none, or where
    /// more fields could hold what they keep.
    /// </summary>
    private FieldInfo? Unnamed(HeapRoot root, List<Type> types) =>
        root.Kind is RootKind.Handle or RootKind.Stack or RootKind.Other && FirstOfProgram(types) is > 0 and var first
        && _statics.Unnamed(types[first], ofThread: root.Kind != RootKind.Handle) is [var field] ? field : null;

    private static int FirstOfProgram(List<Type> types) => types.FindIndex(t => t != typeof(object[]));

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
