using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class RemovalMismatchTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Wrap { private Action<long>? _all; public event Action<Block> Seen { add {
            _all += height => value(new Block { Height = height }); } remove { _all -= height => value(new Block {
            Height = height }); } } public void Raise(long height) => _all?.Invoke(height); }
        """,
        """
        public sealed class Named : IDisposable { private readonly INodeFeed _feed;
            private readonly string _name; public Named(INodeFeed feed, string name) { _feed = feed; _name = name;
            _feed.Closed += Say("closed"); } private Action Say(string what) => () => Console.WriteLine(_name +
            what); public void Dispose() => _feed.Closed -= Say("closed"); }
        """,
        """
        public sealed class V { private readonly List<Action> _all = new(); public event Action Done {
            add => _all.Add(() => value()); remove => _all.Remove(value); } }
        """,
        """
        public sealed class V(INodeFeed f) { private int n; public void Open() => f.Closed += () => n++;
            public void Close() => f.Closed -= () => n++; }
        """,
        """
        public sealed class V(INodeFeed f) { private int n; public void Open() { f.Closed += Bump; }
            public void Close() { Action h = () => n++; f.Closed -= h; } void Bump() => n++; }
        """,
        """
        public sealed class V(INodeFeed f) { private int n; public void Open() { f.Closed += () => Bump(); }
            public void Close() { f.Closed -= Bump; } void Bump() => n++; }
        """,
        """
        public sealed class V(INodeFeed f) { private int n; public void Close() { f.BlockReceived -= delegate { n++; }; } }
        """,
        """
        public sealed class V { private readonly List<Action> _all = new(); public event Action Done { add {
            if (_all.Count < 5) _all.Add(value); } remove { } } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class V { private readonly Dictionary<Action, Action> _all = new();
            public event Action Done { add => _all[value] = () => value(); remove => _all.Remove(value); } }
        """,
        """
        public sealed class V(INodeFeed f) { private int n; public void Open() => f.Closed += Bump;
            public void Close() => f.Closed -= Bump; void Bump() => n++; }
        """,
        """
        public sealed class V(INodeFeed f) { private Action? _h; private int n; public void Open() {
            _h = () => n++; f.Closed += _h; } public void Close() { f.Closed -= _h; } }
        """,
        """
        public sealed class V(INodeFeed f) { private int n; public void Open() => f.Closed += new Action(Bump);
            public void Close() => f.Closed -= new Action(Bump); void Bump() => n++; }
        """,
        """
        public sealed class V(INodeFeed f) { public event Action Done { add => f.Closed += value; remove => f.Closed -= value; } }
        """,
        """
        public sealed class V(INodeFeed f) { public async Task Run() { var n = 0; Action h = () => n++;
            f.Closed += h; try { await Task.Yield(); } finally { f.Closed -= h; } } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG4002", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
