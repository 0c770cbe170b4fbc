using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Rules;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

internal sealed class HelpPageTests
{
    private static readonly string[] Effects =
        [.. Enum.GetValues<Effect>().Select(effect => RuleText.Of(effect).ToString(System.Globalization.CultureInfo.InvariantCulture))];

    private static IEnumerable<HelpPage> Enabled =>
        HelpPage.All.Where(page => LeakRules.Descriptors.Single(rule => rule.Id == page.Id).IsEnabledByDefault);

    private static IEnumerable<HelpPage> Fixed => HelpPage.All.Where(page => Fixer.For(page.Id) is not null);

    [Test]
    public void Every_rule_has_a_page_a_release_row_a_test_and_one_id()
    {
        LeakRules.All.ShouldNotBeEmpty();
        HelpPage.All.Select(page => page.Id).ShouldBe(LeakRules.Descriptors.Select(rule => rule.Id));
        FilePage.All.Select(page => page.Id).ShouldBe(FileRules.Descriptors.Select(rule => rule.Id));
        var releases = string.Concat(new[] { "Shipped", "Unshipped" }
            .Select(kind => File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, $"AnalyzerReleases.{kind}.md"))));
        string[] presets =
            [.. Directory.GetFiles(Path.Combine(TestContext.CurrentContext.TestDirectory, "Package"), "*.globalconfig")
            .Select(File.ReadAllText)];
        presets.Length.ShouldBe(2);
        var titles = HelpPage.All.Select(page => (page.Id, page.Title))
            .Concat(FilePage.All.Select(page => (page.Id, page.Title))).ToDictionary();
        foreach (var (rule, descriptor) in LeakRules.All.Select(rule => ((object)rule, rule.Descriptor))
            .Concat(FileRules.All.Select(rule => ((object)rule, rule.Descriptor))))
        {
            var stem = rule.GetType().Name[..^"Rule".Length];
            releases.ShouldContain(descriptor.Id + " | ");
            presets.ShouldAllBe(preset => preset.Contains($"dotnet_diagnostic.{descriptor.Id}.severity = "));
            GetType().Assembly.GetType("WesMemGuard.Analyzers.Tests.Rules." + stem + "Tests").ShouldNotBeNull(stem);
            titles[descriptor.Id].ShouldBe(descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (Fixer.For(descriptor.Id) is { } fix)
                fix.GetType().Name.ShouldBe(stem + "CodeFix");
        }
    }

    [Test]
    public void Every_message_or_its_argument_names_one_of_the_four_effects()
    {
        foreach (var page in Enabled.ToList())
        {
            var message = Snippet.Diagnose(page.Bad).First(found => found.Id == page.Id)
                .GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            Effects.Count(message.Contains).ShouldBe(1, message);
        }
    }

    [Test]
    public void There_are_pages_and_fixes()
    {
        Enabled.ShouldNotBeEmpty();
        Fixed.ShouldNotBeEmpty();
    }

    [TestCaseSource(nameof(Enabled))]
    public void Bad_raises_exactly_its_id(HelpPage page)
    {
        var all = Snippet.Diagnose(page.Bad);
        all.Select(found => found.Id).Distinct().ShouldBe([page.Id], string.Join('\n', all));
    }

    [TestCaseSource(nameof(Enabled))]
    public void Good_raises_nothing(HelpPage page) =>
        Snippet.Diagnose(page.Good).Select(found => found.ToString()).ShouldBeEmpty();

    [TestCaseSource(nameof(Fixed))]
    public async Task Fixed_bad_is_good(HelpPage page) =>
        Normal(await Fixer.FixAsync(page.Id, page.Bad)).ShouldBe(Normal(page.Good));

    [TestCaseSource(nameof(Enabled))]
    public void The_page_says_why_what_it_does_not_see_and_when_to_suppress(HelpPage page)
    {
        page.Text.ShouldContain("## What it does not see\n");
        page.Text.ShouldContain("## Why\n");
        page.Text.ShouldContain("## When to suppress\n");
        LeakRules.Descriptors.Single(rule => rule.Id == page.Id).HelpLinkUri.ShouldEndWith("/" + page.Id + ".md");
    }

    private static string Normal(string? code)
    {
        code.ShouldNotBeNull("no fix offered");
        return CSharpSyntaxTree.ParseText(code).GetRoot().NormalizeWhitespace().ToFullString();
    }
}
