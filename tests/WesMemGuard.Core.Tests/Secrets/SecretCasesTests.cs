using WesMemGuard.Secrets;

namespace WesMemGuard.Core.Tests.Secrets;

/// <summary>Texts in which a secret once got through, or could: name, what must not appear, text.</summary>
internal sealed class SecretCasesTests
{
    public static IEnumerable<TestCaseData> Cases => new[] { "cases.tsv", "more-cases.tsv", "further-cases.tsv", "other-spellings.tsv" }
        .SelectMany(f => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Secrets", f)))
        .Where(l => l.Length > 0)
        .Select(l => l.Split('\t'))
        .Select(c => new TestCaseData(c[1], c[2].Replace("<NL>", "\n", StringComparison.Ordinal)).SetArgDisplayNames(c[0]));

    [Test]
    public void There_are_enough_cases() => Cases.Count().ShouldBeGreaterThan(100);

    [TestCaseSource(nameof(Cases))]
    public void What_must_not_appear_is_gone(string secret, string text)
    {
        text.ShouldContain(secret, Case.Sensitive);
        new Scrubber().Text(text).ShouldNotContain(secret, Case.Insensitive);
        new Scrubber().Text(text.ReplaceLineEndings("\r\n")).ShouldNotContain(secret, Case.Insensitive);
    }

    [TestCaseSource(nameof(Cases))]
    public void It_is_gone_within_JSON_too(string secret, string text)
    {
        var quoted = System.Text.Json.JsonSerializer.Serialize(new { detail = text, n = 1 });
        new Scrubber().Text(quoted).ShouldNotContain(secret, Case.Insensitive);
    }
}
