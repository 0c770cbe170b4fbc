using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>No text for people lacks its translation.</summary>
internal sealed class TextTests
{
    private const string Chinese = ".zh.resx";

    [Test]
    public void Every_text_is_there_in_both_languages()
    {
        var files =
            Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "src"), "*.resx", SearchOption.AllDirectories);
        var english = files.Where(f => !f.EndsWith(Chinese, StringComparison.Ordinal)).ToArray();
        english.Length.ShouldBeGreaterThan(0);

        files.Length.ShouldBe(2 * english.Length, "a .resx without its .zh.resx, or the other way round");
        english.SelectMany(f =>
            TextPairRule.Violations(SourceFiles.Name(f), File.ReadAllText(f), File.ReadAllText(f[..^".resx".Length] + Chinese)))
            .ShouldBeEmpty();
    }

    [Test]
    public void Chinese_has_full_width_punctuation()
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryFolder.Path,
            "src"), "*" + Chinese, SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(RepositoryFolder.Path, "*.zh.md")).ToList();
        files.Count.ShouldBeGreaterThan(20);

        files.SelectMany(f => PunctuationRule.Violations(SourceFiles.Name(f), File.ReadAllText(f))).ShouldBeEmpty();
    }

    [TestCase("共 3 个,其中", 1)]
    [TestCase("见(下文)", 2)]
    [TestCase("共 3 个，其中 2 个；见（下文）", 0)]
    [TestCase("3 个 (a, b)", 0)]
    [TestCase("退出码 0:有问题", 1)]
    [TestCase("{at:HH:mm}Z)起，{n} MiB;之后", 2)]
    [TestCase("真的 a?是", 1)]
    [TestCase("{0},{1} 个", 1)]
    [TestCase("{file}:{line:0}:{column:0} 处", 0)]
    [TestCase("链{height?的高度停在 {height}|没有增长}", 0)]
    public void Half_width_punctuation_beside_a_chinese_character_is_seen(string text, int times) =>
        PunctuationRule.Violations("x", text).Count().ShouldBe(times);

    [TestCase("<data name='A'><value>Yes</value></data>", "", "x: A lacks its translation")]
    [TestCase("<data name='A'><value>Yes</value></data>",
        "<data name='A'><value>是</value></data><data name='B'><value>是</value></data>", "x: B is in Chinese only")]
    [TestCase("<data name='A'><value>Yes</value></data>", "<data name='A'><value> </value></data>", "x: A is empty")]
    [TestCase("<data name='A'><value>{0} of {1:0.0}</value></data>", "<data name='A'><value>{0} 个</value></data>",
        "x: A has other places for figures in Chinese")]
    [TestCase("<data name='A'><value>Yes</value></data>", "<data name='A'><value>Yes</value></data>", "x: A is not translated")]
    [TestCase("<data name='A'><value>是</value></data>", "<data name='A'><value>是</value></data>", "x: A is Chinese in English")]
    [TestCase("", "", "x holds no text")]
    public void A_pair_that_does_not_fit_is_seen(string english, string chinese, string violation) =>
        TextPairRule.Violations("x", $"<root>{english}</root>", $"<root>{chinese}</root>").ShouldBe([violation]);

    [Test]
    public void A_pair_that_fits_is_silent() => TextPairRule.Violations(
        "x", "<root><data name='A'><value>{0} of {1:0.0}</value></data></root>",
            "<root><data name='A'><value>共 {1:0.0} 个,其中 {0} 个</value></data></root>").ShouldBeEmpty();
}
