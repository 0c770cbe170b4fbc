using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>
/// Fix All of every rule in one pass: all that can be fixed is, clean-up is there once, what is left still warns.
/// </summary>
internal sealed class FixAllTests
{
    private const string Several = """
        public sealed class Watch(HttpClient http, INodeFeed feed)
        {
            private readonly Timer _beat = new(_ => { }, null, 0, 1000);
            private readonly FileSystemWatcher _files = new("/tmp");
            private readonly Channel<Block> _blocks = Channel.CreateUnbounded<Block>();

            public void Start()
            {
                feed.BlockReceived += OnBlock;
                _beat.Change(1, 1);
                _files.EnableRaisingEvents = true;
            }

            public async Task<int> ReadAsync(string url, CancellationToken token)
            {
                var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
                var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                var log = new FileStream("/tmp/x", FileMode.Append);
                log.WriteByte((byte)answer.StatusCode);
                return (int)answer.StatusCode;
            }

            public ValueTask PutAsync(Block block) => _blocks.Writer.WriteAsync(block);

            public async Task PumpAsync(Func<Block, Task> handle)
            {
                await foreach (var block in _blocks.Reader.ReadAllAsync())
                    await handle(block);
            }

            private async void OnBlock(object? sender, Block block) => await PutAsync(block);
        }
        """;

    [Test]
    public async Task Findings_of_several_rules_in_one_type_are_all_fixed_in_one_pass()
    {
        Ids(Several).ShouldBe(["WMG2001", "WMG3001", "WMG3006", "WMG3006", "WMG3006", "WMG4001", "WMG4005"],
            ignoreOrder: true);

        var after = await Fixer.FixAllAsync(Several);

        Ids(after).ShouldBeEmpty(after);
        after.Split("void Dispose()").Length.ShouldBe(2, after);
        after.ShouldContain("CreateBounded<Block>(1024)");
    }

    [Test]
    public async Task Real_growth_is_not_silenced()
    {
        const string Code = """
            public static class Balances
            {
                private static readonly ConcurrentDictionary<string, decimal> ByAddress = new();
                public static decimal Of(string address, Func<string, decimal> read) => ByAddress.GetOrAdd(address, read);
            }
            """;
        (await Fixer.FixAllAsync(Code)).ShouldBe(Code);
    }

    [Test]
    public async Task All_leaking_code_of_these_tests_compiles_after_it_and_no_other_rule_comes()
    {
        var all = KnownCode.Leaking().Where(code => !code.Contains("// top-level", StringComparison.Ordinal)).ToList();
        all.Count.ShouldBeGreaterThan(200);
        foreach (var code in all)
        {
            var after = await Fixer.FixAllAsync(code);
            if (after != code)
                Ids(after).Except(KnownCode.Warnings(code)).ShouldBeEmpty(code + after);
        }
    }

    /// <summary>The warnings; code that doesn't compile fails here.</summary>
    private static List<string> Ids(string code) =>
        [.. Snippet.Diagnose(code).Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.Id)];
}
