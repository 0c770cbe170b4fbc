using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class RootTransientTests
{
    private static HelpPage Page => HelpPage.All.Single(page => page.Id == "WMG5003");

    [Test]
    public void It_is_off_until_switched_on() =>
        Snippet.Diagnose(Page.Bad).ShouldBeEmpty();

    [Test]
    public void Switched_on_it_finds_the_bad_and_spares_the_good()
    {
        Snippet.Diagnose(Snippet.Enable(Snippet.Compile(Page.Bad),
            "WMG5003")).Select(found => found.Id).ShouldBe(["WMG5003"]);
        Snippet.Diagnose(Snippet.Enable(Snippet.Compile(Page.Good), "WMG5003")).ShouldBeEmpty();
    }
}
