using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class LostPermitTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Calls(SemaphoreSlim gate, HttpClient node) { public async Task<string> GetAsync(string path) {
            await gate.WaitAsync(); var text = await node.GetStringAsync(path); gate.Release(); return text; } }
        """,
        """
        public sealed class Calls { private readonly SemaphoreSlim _gate = new(4); public async Task<int> SendAsync(Func<Task<int>> send) {
            _gate.Wait(); var code = await send(); if (code < 0) throw new IOException(); _gate.Release(); return code; } }
        """,
        """
        public sealed class Pool { private readonly ConcurrentQueue<Socket> _free = new(); public async Task<int> AskAsync(byte[] bytes) {
            if (!_free.TryDequeue(out _)) return 0; var one = Rent(); var sent = await one.SendAsync(bytes); _free.Enqueue(one);
            return sent; } private Socket Rent() => _free.TryDequeue(out var socket) ? socket : throw new IOException(); }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Calls(HttpClient node) { public async Task<string[]> AllAsync(string[] paths) {
            var gate = new SemaphoreSlim(4); return await Task.WhenAll(paths.Select(async path => { await gate.WaitAsync();
            var text = await node.GetStringAsync(path); gate.Release(); return text; })); } }
        """,
        """
        public sealed class Calls { private readonly SemaphoreSlim _gate = new(4); public async Task<int> SendAsync(Func<Task<int>> send) {
            if (!await _gate.WaitAsync(TimeSpan.FromSeconds(1))) return -1; try { return await send(); } finally { _gate.Release(); } } }
        """,
        """
        public sealed class Calls { private readonly SemaphoreSlim _gate = new(4); public int Next(int[] items, int at) {
            _gate.Wait(); var item = items[at]; _gate.Release(); return item; } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void Given_back_only_when_all_goes_well(string code) =>
        Snippet.Diagnose(code).Select(found => found.Id).ShouldBe(["WMG2006"], code);

    [TestCaseSource(nameof(Good))]
    public void Given_back_anyway_or_nobody_waits_for_it(string code) => Snippet.Diagnose(code).ShouldBeEmpty(code);
}
