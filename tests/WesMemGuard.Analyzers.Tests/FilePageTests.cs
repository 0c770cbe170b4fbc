using WesMemGuard.Analyzers.Rules;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>The pages of the rules about files are tests as well.</summary>
internal sealed class FilePageTests
{
    private static IReadOnlyList<FilePage> All => FilePage.All;

    private static IEnumerable<FilePage> Fixed => All.Where(page => Fixer.For(page.Id) is not null);

    [Test]
    public void There_are_pages_and_fixes()
    {
        All.ShouldNotBeEmpty();
        Fixed.ShouldNotBeEmpty();
    }

    [TestCaseSource(nameof(All))]
    public void Bad_raises_exactly_its_id(FilePage page)
    {
        var found = FileSnippet.Diagnose(page.Bad);
        found.Select(finding => finding.Id).Distinct().ShouldBe([page.Id], string.Join('\n', found));
        found.ShouldAllBe(finding => finding.Descriptor.HelpLinkUri.EndsWith("/" + page.Id + ".md", StringComparison.Ordinal));
    }

    [TestCaseSource(nameof(All))]
    public void Good_raises_nothing(FilePage page)
    {
        page.Good.ShouldNotBeEmpty();
        FileSnippet.Diagnose(page.Good).ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Fixed))]
    public async Task Fixed_bad_is_good(FilePage page) => (await Fixer.FixAsync(page.Id, page.Bad)).ShouldBe(page.Good);

    [TestCaseSource(nameof(All))]
    public void The_page_says_why_what_it_does_not_see_and_when_to_suppress(FilePage page)
    {
        page.Text.ShouldContain("## Why\n");
        page.Text.ShouldContain("## What it does not see\n");
        page.Text.ShouldContain("## When to suppress\n");
        page.Text.ShouldContain("Severity: " + FileRules.Descriptors.Single(rule => rule.Id == page.Id).DefaultSeverity.ToString()
            .ToLowerInvariant());
    }
}
