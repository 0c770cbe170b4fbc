using System.Text.RegularExpressions;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Cli.Tests;

/// <summary>
/// With <c>--lang zh</c> no English sentence is left: names of functions, files, metrics and units stay, as do keys of
/// the configuration.
/// </summary>
internal sealed partial class ChineseOutputTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [TestCase("breaks-transfers", "transfers")]
    [TestCase("inconclusive-restarts", "restarts")]
    [TestCase("notmeasured-no-diagnostics", "no-diagnostics")]
    public async Task No_verb_says_an_english_sentence(string scenario, string recording)
    {
        var folder = Path.Combine(RepositoryFolder.Scenarios, scenario);
        string[] budget = ["--budget", Path.Combine(folder, "budget.json")];

        await Says("judge", RepositoryFolder.Recording(recording), [.. budget]);
        await Says("run", folder, []);
        await Says("ab", RepositoryFolder.Recording(recording), [RepositoryFolder.Recording("idle")]);
        await Says("diagnose", RepositoryFolder.Recording(recording), []);
        await Says("report", RepositoryFolder.Recording(recording), [.. budget, "--md"]);
        await Says("report", RepositoryFolder.Recording(recording), [.. budget, "-o", "page.html"]);
        Sentences(Visible(await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path,
            "page.html")))).ShouldBeEmpty("in the page");
    }

    [Test]
    public async Task No_verb_without_a_budget_says_one()
    {
        var (idle, transfers) = (RepositoryFolder.Recording("live-heap-idle"), RepositoryFolder.Recording("transfers"));

        await Says("selftest", idle, []);
        await Says("selftest", RepositoryFolder.Recording("rest-disabled"), []);
        await Says("analyze", transfers, []);
        await Says("diff", RepositoryFolder.Recording("planted-ispc-12"), []);
        await Says("propose", idle, ["-o", "budget.json"]);
        await Says("baseline", "save", ["main", idle]);
        await Says("baseline", "list", []);
        await Says("baseline", "compare", ["main", transfers]);
        await Says("baseline", "history", ["main"]);
        await Says("baseline", "periods", [transfers, "--before", "warm", "--after", "stop", "--within", "2 MiB"]);
        await Says("run", Path.Combine(RepositoryFolder.Scenarios, "holds-idle"), ["--history", "history.jsonl", "--commit", "c1"]);
        await Says("history", "history.jsonl", ["--html", "history.html", "--md", "history.md"]);
        await Says("logs", RepositoryFolder.Recording("warn-level-log"), []);
        await Says("config", "--set", ["parallel=4"]);
    }

    [TestCase(NodeBehaviour.Flat)]
    [TestCase(NodeBehaviour.LeakInGarbage)]
    public async Task No_verb_that_asks_a_node_says_one(NodeBehaviour behaviour)
    {
        var time = new VirtualTime();
        _tool.Clock = new VirtualLiveClock(time);
        await using var node = await TestNode.StartAsync(new TestNodeOptions
        {
            Behaviour = behaviour,
            Time = time,
            StartedAt = time.GetUtcNow() - TimeSpan.FromMinutes(10),
        });
        string[] at = [Url(node.Http), "--diagnostics-url", Url(node.Diagnostics!)];
        _tool.Folder.Write("budget.json", """
            { "warmUp": "1 min", "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
              { "of": "process", "metric": "goroutines", "peak": 10 } ] }
            """);

        await Says("verify", "--url", at);
        await Says("analyze", "--url", at);
        await Says("analyze", "--url", [.. at, "--repeat", "3"]);
        await Says("diagnose", "--url", at);
        await Says("watch", "--url", [.. at, "--for", "15 min", "--interval", "30 s", "--budget", "budget.json"]);
        await Says("record", "--url", [.. at, "--for", "2 min", "--out", "recordings"]);
    }

    [TestCase("judge", "nowhere", "--budget", "budget.json")]
    [TestCase("judge")]
    [TestCase("judgee", "x")]
    [TestCase("run", "nowhere", "--speed", "7")]
    [TestCase("run", "broken")]
    [TestCase("diff", "a.pb.gz")]
    [TestCase("diff", "a.pb.gz", "b.pb.gz", "c.pb.gz")]
    [TestCase("diff", "a", "--by", "thing")]
    [TestCase("baseline")]
    [TestCase("baseline", "compare", "main", "x", "--within", "many")]
    [TestCase("watch", "--for", "1")]
    [TestCase("replay", "x", "--speed", "fast")]
    [TestCase("replay", "x", "--port", "70000")]
    [TestCase("selftest", "x", "--leak", "much")]
    [TestCase("keys", "many")]
    [TestCase("config", "--set", "parallel=many")]
    [TestCase("config", "--set", "parallel")]
    [TestCase("record", "--url", "nowhere")]
    [TestCase("import", "nowhere", "--out", "x")]
    public async Task No_mistake_is_told_in_english(string verb, params string[] options)
    {
        _tool.Folder.Write("budget.json", "{ \"limits\": [ ] }");
        _tool.Folder.Write("broken/scenario.json", "{ \"recording\": 5, \"phases\": [ { \"phase\": \"a*\" } ], \"seed\": \"x\", }");

        (await _tool.RunAsync([verb, .. options, "--lang", "zh"])).ShouldBeOneOf(4, 64);
        _tool.Error.ShouldContain(c => c >= '\u4E00' && c <= '\u9FFF');
        Sentences(_tool.Out + _tool.Error).ShouldBeEmpty(_tool.Error);
    }

    [TestCase("因为 the interval spans the limit", 1)]
    [TestCase("因为区间跨越限制；请设置 \"log.level\": \"info\"", 0)]
    [TestCase("预算  returnsTo warm after stop within 2.0 MiB；growth from warm to idle2 <= 10", 0)]
    [TestCase("no live heap is here", 1)]
    public void An_english_sentence_is_seen(string text, int sentences) => Sentences(text).Count().ShouldBe(sentences);

    private async Task Says(string verb, string subject, string[] options)
    {
        await _tool.RunAsync([verb, subject, .. options, "--lang", "zh"]);
        var said = _tool.Out + _tool.Error;
        said.ShouldContain(c => c >= '\u4E00' && c <= '\u9FFF');
        Sentences(said).ShouldBeEmpty($"{verb} {subject}: {said}");
    }

    /// <summary>Three plain words in a row, but for the budget's own way to write a limit and commands.</summary>
    private static IEnumerable<string> Sentences(string text) =>
        ThreeWords().Matches(Written().Replace(text, "#")).Select(m => m.Value);

    private static string Url(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string Visible(string page) => Tags().Replace(Hidden().Replace(page, " "), " ");

    [GeneratedRegex(@"(?<![\w./""-])[A-Za-z]?[a-z']+(?: [a-z']+){2,}(?![\w./(])")]
    private static partial Regex ThreeWords();

    [GeneratedRegex(
        @"returnsTo \S+ after \S+(?: within)?|growth from \S+ to \S+|growthPer(?:Hour)? ?\w*(?: in \S+| by \w+)?|wesmemguard [^\n]*|"
            + @"(?<=[a-z]) in \w+|\w+ (?:bytes|objects) peak|process \w+ peak")]
    private static partial Regex Written();

    [GeneratedRegex(@"<(script|style)[^>]*>.*?</\1>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tags();
}
