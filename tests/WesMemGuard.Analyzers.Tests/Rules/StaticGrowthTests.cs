using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class StaticGrowthTests
{
    private static readonly string[] Bad =
    [
        """
        internal static class State { internal static Dictionary<string, Block> Blocks { get; } = new(); }
        public sealed class Intake { public void InitiateTransfer(string id, Block block) {
            lock (State.Blocks) State.Blocks[id] = block; }
            public Block? Find(string id) => State.Blocks.TryGetValue(id, out var block) ? block : null; }
        """,
        """
        public static class Rounds { private static readonly List<Guid> Begun = new();
            public static void InitiateRound() { lock (Begun) Begun.Add(Guid.NewGuid()); } }
        """,
        """
        internal static class State { internal static Dictionary<string, Block> Blocks { get; } = new(); }
        public sealed class Intake { public void Put(string id, Block block) {
            lock (State.Blocks) State.Blocks[id] = block; }
            public Block? Find(string id) => State.Blocks.TryGetValue(id, out var block) ? block : null; }
        """,
        """
        public static class Sql { private static readonly ConcurrentDictionary<string, string> Ready = new();
            private static string Of(string query) => Ready.GetOrAdd(query, q => q.Replace("{0}", "t"));
            public static string Select(string account) => Of("select {0} " + account);
            public static string Delete() => Of("delete {0}"); }
        """,
        """
        public sealed class Parser<T> { public Func<T, bool> For(string text,
            System.Linq.Expressions.Expression<Func<T, bool>> body) => Memory.Of(text, body);
            private static class Memory { private static readonly Dictionary<string, Func<T, bool>> Ready = new();
            public static Func<T, bool> Of(string text, System.Linq.Expressions.Expression<Func<T, bool>> body) {
            lock (Ready) { if (!Ready.TryGetValue(text, out var made)) Ready[text] = made = body.Compile();
            return made; } } } }
        """,
        """
        public static class BlockCache
        {
            private static readonly Dictionary<string, Block> Blocks = new();
            public static Block Get(string hash, Func<string, Block> load)
            {
                if (!Blocks.TryGetValue(hash, out var block)) Blocks[hash] = block = load(hash);
                return block;
            }
        }
        """,
        """
        internal sealed class Client
        {
            private static readonly ConcurrentDictionary<string, Lazy<Task<Block>>> s_cache = new(StringComparer.Ordinal);
            public Task<Block> GetAsync(string hash) => s_cache.GetOrAdd(hash, static h => new Lazy<Task<Block>>(() => Load(h))).Value;
            private static Task<Block> Load(string h) => Task.FromResult(new Block());
        }
        """,
        """
        public class Audit
        {
            private static readonly List<string> Lines = [];
            private static readonly Lock Gate = new();
            public void Log(string line) { lock (Gate) { Lines.Add(line); } }
        }
        """,
        """
        internal static class Locks
        {
            private static ConcurrentDictionary<string, SemaphoreSlim> Gates { get; } = new();
            public static async Task RunAsync(string address, Func<Task> action)
            {
                var gate = Gates.GetOrAdd(address, _ => new SemaphoreSlim(1, 1));
                await gate.WaitAsync();
                try { await action(); } finally { gate.Release(); }
            }
        }
        """,
        """
        public sealed class Seen
        {
            static readonly HashSet<string> Hashes = new();
            public bool IsNew(string hash) => Hashes.Add(hash);
        }
        """,
        """
        public static class History
        {
            internal static readonly ConcurrentQueue<Block> Blocks = new();
            public static void OnBlock(Block block) => Blocks.Enqueue(block);
            public static int Count => Blocks.Count;
        }
        """,
        """
        public sealed class Feed<T> where T : notnull
        {
            private static readonly Dictionary<T, List<string>> Byway = new();
            public void Note(T key, string text)
            {
                var map = Byway;
                if (!map.TryGetValue(key, out var list)) { list = new(); map.Add(key, list); }
                list.Add(text);
            }
        }
        """,
        """
        public partial class Names { private static readonly IDictionary<string, int> Ids = new Dictionary<string, int>(); }
        public partial class Names { public int IdOf(string name) { lock (Ids) { return Ids.TryGetValue(name,
            out var id) ? id : Ids[name] = Ids.Count; } } }
        """,
        """
        using System.Runtime.InteropServices;
        public static class Counters
        {
            private static readonly Dictionary<string, long> Hits = new();
            public static void Hit(string path) { lock (Hits) { CollectionsMarshal.GetValueRefOrAddDefault(Hits, path, out _)++; } }
        }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        internal static class State { internal static Dictionary<string, Block> Blocks { get; } = new(); }
        public sealed class Mapper(Action<object> look) { public void Mapping(Func<object> read) => look(read()); }
        public sealed class Intake(Mapper mapper) { public void Put(string id, Block block) {
            State.Blocks[id] = block; mapper.Mapping(() => State.Blocks); } }
        """,
        """
        public static class Rules { private static readonly List<IRule> All = new();
            public static void Use<T>() where T : IRule, new() { var rule = new T(); All.Add(rule); }
            public static int Run(int x) { foreach (var rule in All) x = rule.Of(x); return x; } }
        public interface IRule { int Of(int x); }
        """,
        """
        public static class Names { private static readonly ConcurrentDictionary<int, (string Name,
            Type Type)> Known = new(); public static Type? Of(int hash, string name) { if (Known.TryGetValue(hash,
            out var found)) return found.Type; var type = Type.GetType(name);
            if (type is not null) Known.TryAdd(hash, (name, type)); return type; } }
        """,
        """
        internal static class State { internal static Dictionary<string, Block> Blocks { get; } = new(); }
        public sealed class Intake { public void Put(string id, Block block) {
            lock (State.Blocks) State.Blocks[id] = block; } public void Done(string id) {
            lock (State.Blocks) State.Blocks.Remove(id); } }
        """,
        """
        internal static class State { internal static Dictionary<string, Block> Blocks { get; } = new(); }
        public sealed class Intake(Func<object, int> look) { public void Put(string id, Block block) {
            State.Blocks[id] = block; look(State.Blocks); } }
        """,
        """
        internal static class State { internal static Dictionary<string, Block> Blocks { get; } = new(); }
        public static class Setup { static Setup() { foreach (var name in Environment.GetCommandLineArgs())
            State.Blocks[name] = null!; } public static Block Of(string name) => State.Blocks[name]; }
        """,
        """
        public static class Sql { private static readonly ConcurrentDictionary<string, string> Ready = new();
            private static string Of(string query) => Ready.GetOrAdd(query, q => q.Replace("{0}", "t"));
            public static string Select() => Of("select {0}"); public static string Delete() => Of("delete {0}"); }
        """,
        """
        public static class Titles { private static readonly ConcurrentDictionary<string, string> Cache = new();
            public static string Of(string typeName) => Cache.GetOrAdd(typeName, name => name.Trim()); }
        """,
        """
        public static class Cache
        {
            private static readonly ConcurrentDictionary<Type, string> Names = new();
            public static string Of(object value) => Names.GetOrAdd(value.GetType(), t => t.Name);
        }
        """,
        """
        public static class Cache
        {
            private static readonly Dictionary<string, int> Map = new() { ["a"] = 1 };
            static Cache() { foreach (var c in new[] { "x", "y" }) Map[c] = 2; }
            public static int Of(string key) => Map[key];
        }
        """,
        """
        public static class Cache
        {
            private static readonly Dictionary<string, int> Map = new();
            public static void Put(string key) { if (Map.Count >= 1000) Map.Clear(); Map[key] = 1; }
        }
        """,
        """
        public static class Cache
        {
            private static readonly ConcurrentDictionary<string, int> Map = new();
            public static void Put(string key) => Map[key] = 1;
            public static void Forget(string key) => Map.TryRemove(key, out _);
        }
        """,
        """
        public static class Cache
        {
            private static Dictionary<string, int> _map = new();
            public static void Put(string key) => _map[key] = 1;
            public static void Reset() => _map = new();
        }
        """,
        """
        public static class Cache
        {
            private static readonly HashSet<string> Seen = new();
            public static HashSet<string> All() => Seen;
            public static void Put(string key) => Seen.Add(key);
        }
        """,
        """
        public static class Cache
        {
            private static readonly Queue<string> Last = new();
            public static void Put(string line) { Last.Enqueue(line); Trim(Last); }
            private static void Trim(Queue<string> queue) { while (queue.Count > 100) queue.Dequeue(); }
        }
        """,
        """
        public enum Kind { A, B }
        public static class Counts
        {
            private static readonly Dictionary<(Kind, bool), int> Map = new();
            public static void Hit(Kind kind, bool ok) { Map.TryGetValue((kind, ok), out var n); Map[(kind, ok)] = n + 1; }
        }
        """,
        """
        public static class Counts
        {
            private static readonly Dictionary<string, int> Map = new();
            public static void Start() => Map["start"] = 1;
            public static void Stop(bool hard) => Map[hard ? "kill" : "stop"] = 1;
        }
        """,
        """
        [AttributeUsage(AttributeTargets.Field)] public sealed class BoundedByAttribute(string why) : Attribute
            { public string Why => why; }
        public static class Counts
        {
            [BoundedBy("one per configured node")] private static readonly Dictionary<string, int> Map = new();
            public static void Hit(string node) => Map[node] = 1;
        }
        """,
        """
        public static class Shared
        {
            internal static readonly List<string> Lines = new();
            public static void Log(string line) => Lines.Add(line);
        }
        public static class Flusher { public static void Flush() { Shared.Lines.Clear(); } }
        """,
    ];

    /// <summary>Only its name says that it runs once.</summary>
    [TestCase("InitializeAll")]
    [TestCase("Init")]
    [TestCase("OnModelCreating")]
    public void What_code_of_the_start_puts_in_is_not(string method) => Snippet.ShouldBeSilent($$"""
        internal static class State { internal static Dictionary<string, Block> Blocks { get; } = new(); }
        public static class Start { public static void {{method}}(IEnumerable<string> names) {
            foreach (var name in names) State.Blocks[name] = null!; } public static Block Of(string name) => State.Blocks[name]; }
        """);

    [TestCaseSource(nameof(Bad))]
    public void A_static_collection_that_only_grows_is_a_warning(string code) => Snippet.ShouldWarn("WMG1001", code);

    [TestCaseSource(nameof(Good))]
    public void A_bounded_or_escaping_one_is_not(string code) => Snippet.ShouldBeSilent(code);
}
