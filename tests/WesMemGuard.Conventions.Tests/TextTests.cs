using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>No text for people lacks its translation.</summary>
internal sealed class TextTests
{
    private const string Chinese = ".zh.resx";

    [Test]
    public void Every_text_is_there_in_both_languages()
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "src"), "*.resx", SearchOption.AllDirectories);
        var english = files.Where(f => !f.EndsWith(Chinese, StringComparison.Ordinal)).ToArray();
        english.Length.ShouldBeGreaterThan(0);

        files.Length.ShouldBe(2 * english.Length, "a .resx without its .zh.resx, or the other way round");
        english.SelectMany(f => TextPairRule.Violations(SourceFiles.Name(f), File.ReadAllText(f), File.ReadAllText(f[..^".resx".Length] + Chinese))).ShouldBeEmpty();
    }

    [TestCase("<data name='A'><value>Yes</value></data>", "", "x: A lacks its translation")]
    [TestCase("<data name='A'><value>Yes</value></data>", "<data name='A'><value>是</value></data><data name='B'><value>是</value></data>", "x: B is in Chinese only")]
    [TestCase("<data name='A'><value>Yes</value></data>", "<data name='A'><value> </value></data>", "x: A is empty")]
    [TestCase("<data name='A'><value>{0} of {1:0.0}</value></data>", "<data name='A'><value>{0} 个</value></data>", "x: A has other places for figures in Chinese")]
    [TestCase("<data name='A'><value>Yes</value></data>", "<data name='A'><value>Yes</value></data>", "x: A is not translated")]
    [TestCase("<data name='A'><value>是</value></data>", "<data name='A'><value>是</value></data>", "x: A is Chinese in English")]
    [TestCase("", "", "x holds no text")]
    public void A_pair_that_does_not_fit_is_seen(string english, string chinese, string violation) =>
        TextPairRule.Violations("x", $"<root>{english}</root>", $"<root>{chinese}</root>").ShouldBe([violation]);

    [Test]
    public void A_pair_that_fits_is_silent() => TextPairRule.Violations(
        "x", "<root><data name='A'><value>{0} of {1:0.0}</value></data></root>", "<root><data name='A'><value>共 {1:0.0} 个,其中 {0} 个</value></data></root>").ShouldBeEmpty();
}
