using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace WesMemGuard.Client.Bench.Patterns;

/// <summary>Clients that keep something of each call in a collection.</summary>
internal static class KeepingCollections
{
    private static readonly SortedSet<string> Names = new(StringComparer.Ordinal);
    private static readonly ConcurrentStack<Quote> Latest = new();
    private static readonly BlockingCollection<Quote> Work = [];
    private static readonly PriorityQueue<Quote, int> Due = new();
    private static readonly List<WeakReference<object>> Weak = [];
    private static readonly ConcurrentDictionary<string, Lazy<Quote>> Lazily = new();
    private static readonly Dictionary<string, Task<Quote>> Asked = [];
    private static readonly Dictionary<string, List<byte[]>> Grouped = [];
    private static readonly JsonArray Json = [];
    private static readonly List<byte[]> Buffers = [];
    private static readonly HttpClient Http = new();
    private static ImmutableDictionary<int, Quote> _byHeight = ImmutableDictionary<int, Quote>.Empty;
    private static Node? _newest;
    private static int _next;

    public static IReadOnlyList<ClientPattern> All { get; } =
    [
        ClientPattern.Of("sorted set", true, "string", "KeepingCollections.Names", () => Names.Add(Key())),
        ClientPattern.Of("concurrent stack", true, "Quote", "KeepingCollections.Latest", () => Latest.Push(new Quote())),
        ClientPattern.Of("blocking collection without a taker", true, "Quote", "KeepingCollections.Work",
            () => Work.Add(new Quote())) with { InSteps = Keeping.Reference },
        ClientPattern.Of("priority queue", true, "Quote", "KeepingCollections.Due",
            () => Due.Enqueue(new Quote(), _next++)) with { InSteps = 2 * Keeping.Reference },
        ClientPattern.Of("immutable dictionary", true, "Quote", "KeepingCollections._byHeight",
            () => _byHeight = _byHeight.Add(_next++, new Quote())),
        ClientPattern.Of("weak references that nobody prunes", true, "WeakReference<object>", "KeepingCollections.Weak",
            () => Weak.Add(new WeakReference<object>(new object()))) with { InSteps = Keeping.Reference },
        ClientPattern.Of("lazy value of each key", true, "Quote", "KeepingCollections.Lazily",
            () => _ = Lazily.GetOrAdd(Key(), static _ => new Lazy<Quote>(static () => new Quote())).Value) with
            {
                InSteps = Keeping.Reference,
            },
        ClientPattern.Of("task of each key", true, "Task<Quote>", "KeepingCollections.Asked",
            () => Asked[Key()] = Task.FromResult(new Quote())) with
            {
                InSteps = Keeping.Entry,
            },
        ClientPattern.Of("list in a dictionary", true, "byte[]", "KeepingCollections.Grouped", AddToGroup)
            with { InSteps = Keeping.Reference },
        ClientPattern.Of("JSON array that is added to", true, null, "KeepingCollections.Json",
            () => Json.Add(_next++)) with { InSteps = Keeping.Reference },
        ClientPattern.Of("pinned buffers", true, "byte[]", "KeepingCollections.Buffers",
            () => Buffers.Add(GC.AllocateUninitializedArray<byte>(1000, pinned: true))) with { InSteps = Keeping.Reference },
        ClientPattern.Of("chain of what came before", true, "KeepingCollections.Node", "KeepingCollections._newest",
            () => _newest = new Node(_newest)),
        ClientPattern.Of("default header of each call", true, "string", "KeepingCollections.Http",
            () => Http.DefaultRequestHeaders.TryAddWithoutValidation("X-Trace", Key())) with { InSteps = Keeping.Entry },
        ClientPattern.Of("interned text of each call", true, "string", null, () => string.Intern(Key())),
        new("dictionary of a client", true, "string", "WalletFields._names",
            () => new WalletFields().NameAsync) { InSteps = Keeping.Entry },
        new("set of a client", true, "string", "WalletFields._seen", () => new WalletFields().SeeAsync) { InSteps = Keeping.Slot },
        new("queue of a client", true, "Quote", "WalletFields._queue", () => new WalletFields().EnqueueAsync)
        { InSteps = Keeping.Reference },
        new("text of a client", true, "char[]", "WalletFields._log", () => new WalletFields().LogAsync),
        new("tasks of a client", true, null, "WalletFields._tasks", () => new WalletFields().StartAsync) { InSteps = Keeping.Reference },
    ];

    private static string Key() => Guid.NewGuid().ToString();

    private static void AddToGroup()
    {
        if (!Grouped.TryGetValue("all", out var group))
            Grouped["all"] = group = [];
        group.Add(new byte[64]);
    }

    private sealed class Node(Node? before)
    {
        public Node? Before { get; } = before;
    }
}
