using System.Text.RegularExpressions;

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
        Sentences(said).ShouldBeEmpty($"{verb} {subject}");
    }

    /// <summary>Three plain words in a row, but for the budget's own way to write a limit and commands.</summary>
    private static IEnumerable<string> Sentences(string text) =>
        ThreeWords().Matches(Written().Replace(text, "#")).Select(m => m.Value);

    private static string Visible(string page) => Tags().Replace(Hidden().Replace(page, " "), " ");

    [GeneratedRegex(@"(?<![\w./""-])[A-Za-z]?[a-z']+(?: [a-z']+){2,}(?![\w./(])")]
    private static partial Regex ThreeWords();

    [GeneratedRegex(
        @"returnsTo \S+ after \S+(?: within)?|growth from \S+ to \S+|growthPer(?:Hour)? ?\w*(?: in \S+| by \w+)?|wesmemguard [^\n]*|"
            + @"(?<=[a-z]) in \w+|\w+ (?:bytes|objects) peak")]
    private static partial Regex Written();

    [GeneratedRegex(@"<(script|style)[^>]*>.*?</\1>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tags();
}
