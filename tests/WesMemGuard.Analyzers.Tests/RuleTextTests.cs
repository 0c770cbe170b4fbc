using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Rules;
using WesMemGuard.Analyzers.Tests.Support;
using WesMemGuard.Texts;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>
/// Every rule speaks English and Chinese: titles, messages with all that is put into them, and fixes. That the two tables have
/// the same keys and places is held by the conventions' tests of all texts.
/// </summary>
internal sealed partial class RuleTextTests
{
    private const string Han = @"\p{IsCJKUnifiedIdeographs}";

    // What stands in a Chinese text as it is: names of types, members and keywords.
    private static readonly string[] Names =
    [
        "Channel", "gRPC", "HTTP", "WhenAny", "Size", "InvalidOperationException", "await", "null", "add", "Timer", "Verdict",
    ];

    private static readonly CultureInfo English = new NamedCulture("en-US");
    private static readonly CultureInfo Chinese = new NamedCulture("zh-CN");

    private static IEnumerable<DiagnosticDescriptor> Descriptors => LeakRules.Descriptors.Concat(FileRules.Descriptors);

    private static IEnumerable<HelpPage> Pages => HelpPage.All;

    [Test]
    public void Every_rule_has_its_title_and_message_in_both_languages()
    {
        Descriptors.Count().ShouldBeGreaterThan(30);
        Pages.ShouldNotBeEmpty();
        foreach (var rule in Descriptors)
        {
            Said(rule.Title, Chinese).ShouldSatisfyAllConditions(title => title.ShouldMatch(Han), title => title.ShouldNotContain("{"));
            Said(rule.Title, English).ShouldNotMatch(Han);
            Places(Said(rule.MessageFormat, Chinese)).ShouldBe(Places(Said(rule.MessageFormat, English)), rule.Id);
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void A_message_is_wholly_in_the_language_that_it_is_asked_in(HelpPage page)
    {
        var found = Snippet.Diagnose(Snippet.Enable(Snippet.Compile(page.Bad, Snippet.KindOf(page.Bad)), page.Id))
            .First(finding => finding.Id == page.Id);
        found.GetMessage(English).ShouldNotMatch(Han);
        var told = found.GetMessage(Chinese);
        told.ShouldMatch(Han);
        Words().Matches(Quoted().Replace(told, "")).Select(word => word.Value).Except(Names).ShouldBeEmpty(told);
    }

    [TestCase("zh-Hans")]
    [TestCase("zh-TW")]
    [TestCase("zh")]
    public void Every_Chinese_culture_reads_Chinese(string culture) =>
        Said(LeakRules.Descriptors[0].Title, new NamedCulture(culture)).ShouldMatch(Han);

    [TestCase("de-DE")]
    [TestCase("")]
    public void Every_other_culture_reads_English(string culture) =>
        Said(LeakRules.Descriptors[0].Title, new NamedCulture(culture)).ShouldNotMatch(Han);

    [Test]
    public void Every_fix_has_its_title_in_both_languages()
    {
        var fixedRules = LeakRules.Descriptors.Where(rule => Fixer.For(rule.Id) is not null).ToList();
        fixedRules.Count.ShouldBeGreaterThan(20);
        foreach (var rule in fixedRules)
        {
            RuleText.FixOf(rule.Id).ToString(Chinese).ShouldMatch(Han);
            RuleText.FixOf(rule.Id).ToString(English).ShouldNotBeEmpty();
        }
    }

    [Test]
    public void Every_text_is_used_and_every_used_text_is_there()
    {
        var keys = ResourceTexts.Beside(typeof(RuleText)).In(Language.English).All.Keys.ToHashSet();
        var parts = typeof(RuleTexts).GetMembers(BindingFlags.Public | BindingFlags.Static)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .Select(member => "part." + char.ToLowerInvariant(member.Name[0]) + member.Name[1..]);
        var rules = Descriptors.SelectMany(rule => new[] { rule.Id + ".title" })
            .Concat(LeakRules.Descriptors.Select(rule => rule.Id + ".message"))
            .Concat(LeakRules.Descriptors.Where(rule => Fixer.For(rule.Id) is not null).Select(rule => rule.Id + ".fix"));
        string[] others = ["file.write", .. Enum.GetNames<Effect>().Select(name => "effect." + char.ToLowerInvariant(name[0]) + name[1..])];
        parts.Concat(rules).Concat(others).Order(StringComparer.Ordinal).ShouldBe(keys.Order(StringComparer.Ordinal));
    }

    private static string Said(LocalizableString text, CultureInfo culture) => text.ToString(culture);

    private static string[] Places(string text) =>
        [.. Place().Matches(text).Select(place => place.Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A culture of that name, also where the runtime knows the invariant one alone.</summary>
    private sealed class NamedCulture(string name) : CultureInfo("")
    {
        public override string Name => name;
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[a-zA-Z]{3,}")]
    private static partial Regex Words();
}
