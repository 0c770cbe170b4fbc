using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class ForeignEventTests
{
    private static readonly string[] Bad =
    [
        """
        public abstract class Part { protected INodeFeed Feed { get; } protected Part(INodeFeed feed) => Feed = feed; }
        public sealed class Counter(INodeFeed feed) : Part(feed) { private int n;
            public void Begin() => Feed.Closed += Render; private void Render() => n++; }
        """,
        """
        [AttributeUsage(AttributeTargets.Property)] public sealed class InjectAttribute : Attribute;
        public sealed class Page { [Inject] public INodeFeed Feed { get; set; } = null!; private int n;
            public void OnInitialized() => Feed.Closed += Render; private void Render() => n++; }
        """,
        """
        public sealed class Table { private int n; public void Show(IReadOnlyList<INodeFeed> feeds) {
            foreach (var feed in feeds) feed.Closed += Changed; } private void Changed() => n++; }
        """,
        """
        public sealed class Once(INodeFeed feed) { public async Task<Block> NextAsync(CancellationToken token) {
            var answer = new TaskCompletionSource<Block>(); EventHandler<Block> handler = (_,
            block) => answer.TrySetResult(block); feed.BlockReceived += handler;
            var found = await answer.Task.WaitAsync(token); feed.BlockReceived -= handler; return found; } }
        """,
        """
        public static class Feeds { public static async Task<Block> FirstAsync(this INodeFeed feed,
            TimeSpan time) { var answer = new TaskCompletionSource<Block>(); feed.BlockReceived += Take;
            return await answer.Task.WaitAsync(time); void Take(object? sender,
            Block block) => answer.TrySetResult(block); } }
        """,
        """
        public sealed class Loop { private int _n; public void MainLoop() {
            System.Threading.Thread.GetDomain().DomainUnload += OnUnload; } private void OnUnload(object? s,
            EventArgs e) => _n++; }
        """,
        """
        public sealed class V { public V() => NodeEvents.BlockReceived += (s, b) => Height = b.Height; public long Height; }
        """,
        """
        public sealed class V { private readonly INodeFeed _f; public V(INodeFeed f) { _f = f;
            _f.BlockReceived += OnBlock; } private long _h; private void OnBlock(object? s,
            Block b) => _h = b.Height; }
        """,
        """
        public sealed class V(INodeFeed feed) { private long _h; public void Open() { feed.BlockReceived += (_, b) => _h = b.Height; } }
        """,
        """
        public sealed class V : IDisposable { private readonly INodeFeed f; private int n;
            public V(INodeFeed feed) { f = feed ?? throw new ArgumentNullException(nameof(feed));
            f.Closed += Closed; f.BlockReceived += OnBlock; } void Closed() => n++; void OnBlock(object? s,
            Block b) => n++; public void Dispose() { f.BlockReceived -= OnBlock; } }
        """,
        """
        public sealed class V { private int n; public void Watch(INodeFeed f) { f.Closed += () => n++; } }
        """,
        """
        public sealed class V { private int n; public void Watch(TaskCompletionSource<Block> t) {
            NodeEvents.BlockReceived += (s, b) => { n++; t.TrySetResult(b); }; } }
        """,
        """
        public sealed class V { private static readonly NodeHub Hub = new(); private int n; public V() {
            Hub.Changed += Bump; } private void Bump(object? s, EventArgs e) => n++; }
        public sealed class NodeHub { public event EventHandler? Changed; public void Raise() => Changed?.Invoke(this, EventArgs.Empty); }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public abstract class Part { protected INodeFeed Feed { get; } protected Part(INodeFeed feed) => Feed = feed; }
        public sealed class Counter(INodeFeed feed) : Part(feed), IDisposable { private int n;
            public void Begin() => Feed.Closed += Render; private void Render() => n++;
            public void Dispose() => Feed.Closed -= Render; }
        """,
        """
        public sealed class Table { private int n; public void Show(IReadOnlyList<INodeFeed> feeds) {
            foreach (var feed in feeds) feed.Closed += Changed; } public void Hide(IReadOnlyList<INodeFeed> feeds) {
            foreach (var feed in feeds) feed.Closed -= Changed; } private void Changed() => n++; }
        """,
        """
        public sealed class Once(INodeFeed feed) { public async Task<Block> NextAsync(CancellationToken token) {
            var answer = new TaskCompletionSource<Block>(); EventHandler<Block> handler = (_,
            block) => answer.TrySetResult(block); feed.BlockReceived += handler; try {
            return await answer.Task.WaitAsync(token); } finally { feed.BlockReceived -= handler; } } }
        """,
        """
        public sealed class V : IDisposable { private readonly INodeFeed f; private int n;
            public V(INodeFeed feed) { f = feed; f.Closed += Closed; } void Closed() => n++; public void Dispose() {
            f.Closed -= Closed; } }
        """,
        """
        public sealed class V { private readonly System.Timers.Timer _t = new(1); private int n; public V() {
            _t.Elapsed += (s, e) => n++; } public void Dispose() => _t.Dispose(); }
        """,
        """
        public sealed class V { public V() { NodeEvents.BlockReceived += OnBlock; }
            private static void OnBlock(object? s, Block b) => Console.WriteLine(b); }
        """,
        """
        public sealed class V : BackgroundService { private int n; public V(INodeFeed f) {
            f.Closed += () => n++; } protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            Task.CompletedTask; }
        """,
        """
        public sealed class V { public event Action? Done; private int n; public V() { Done += () => n++; }
            public void Run() => Done?.Invoke(); }
        """,
        """
        public sealed class V { private int n; public void Once() { EventHandler<Block>? h = null; h = (s,
            b) => { n++; NodeEvents.BlockReceived -= h; }; NodeEvents.BlockReceived += h; } }
        """,
        """
        // top-level
        var n = 0; NodeEvents.BlockReceived += (s, b) => n++; Console.WriteLine(n);
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class Unit { private int n; public void Enlist(System.Transactions.Transaction
            transaction) { transaction.TransactionCompleted += (_, _) => n++; } }
        """,
        """
        public sealed class V { private readonly List<INodeFeed> _own = new(); private int n;
            public void Take(INodeFeed f) { _own.Add(f); f.Closed += () => n++; }
            public void Drop() => _own.Clear(); }
        """,
    ];

    private static readonly string[] UnboundBad =
    [
        """
        public sealed class Page { private readonly IMissing _shop; private int _n;
            public Page(IMissing shop) { _shop = shop; _shop.Sold += OnSold; } private void OnSold(object? s, EventArgs e) => _n++; }
        """,
        """
        public sealed class Page { private readonly IMissing _shop; private int _n;
            public Page(IMissing shop) { _shop = Missing.NotNull(shop, nameof(shop)); _shop.Sold += (s, e) => _n++; } }
        """,
        """
        public sealed class Page : IDisposable { private readonly IMissing _shop; private readonly MemoryStream _page = new();
            public Page(IMissing shop) { _shop = shop; _shop.Sold += OnSold; } private void OnSold(object? s, EventArgs e) => _page.Flush();
            public void Close() => _shop.Sold -= OnSold; public void Dispose() => _page.Dispose(); }
        """,
        """
        public sealed class Page { private readonly Options _options; private readonly Missing _own = new(); private int _n;
            public Page(Options options) { _options = options; _own.Sold += OnSold; _options.Shop.Sold += OnSold; }
            public void Close() => _own.Sold -= OnSold; private void OnSold(object? s, EventArgs e) => _n++; }
        """,
    ];

    private static readonly string[] UnboundGood =
    [
        """
        public sealed class Page : IDisposable { private readonly IMissing _shop; private int _n;
            public Page(IMissing shop) { _shop = shop; _shop.Sold += OnSold; } private void OnSold(object? s, EventArgs e) => _n++;
            public void Dispose() => _shop.Sold -= OnSold; }
        """,
        """
        public sealed class Page { private readonly Missing _shop = new(); private int _n;
            public Page() { _shop.Sold += OnSold; } private void OnSold(object? s, EventArgs e) => _n++; }
        """,
        """
        public sealed class Page { private readonly IMissing _shop; public Page(IMissing shop) { _shop = shop; _shop.Sold += OnSold; }
            private static void OnSold(object? s, EventArgs e) => Console.WriteLine(e); }
        """,
        """
        public sealed class Page { private readonly IMissing _shop; private string _title = "";
            public Page(IMissing shop, string title) { _shop = shop; _shop.Title += title; _title += _shop.Title; } }
        """,
        """
        public sealed class Page : IDisposable { private readonly IMissing _shop; private int _n;
            public Page(IMissing shop) { _shop = shop; _shop.Sold += OnSold; } private void OnSold(object? s, EventArgs e) => _n++;
            public void Dispose() => _shop.Dispose(); }
        """,
    ];

    [TestCaseSource(nameof(UnboundBad))]
    public void An_event_of_a_type_that_is_missing_counts(string code) => Found(code).ShouldBe(["WMG4001"]);

    [TestCaseSource(nameof(UnboundGood))]
    public void And_right_code_stays_right_without_it(string code) => Found(code).ShouldBeEmpty();

    private static List<string> Found(string code) =>
        [.. Snippet.Diagnose(Snippet.Compile(code)).Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.Id)];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG4001", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG4001", code);
}
