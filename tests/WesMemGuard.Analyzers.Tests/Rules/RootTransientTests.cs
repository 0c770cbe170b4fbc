using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class RootTransientTests
{
    private static HelpPage Page => HelpPage.All.Single(page => page.Id == "WMG5003");

    [Test]
    public void One_that_is_taken_once_is_a_suggestion() =>
        Snippet.Diagnose(Page.Bad.Replace("while (true)", "if (stoppingToken.CanBeCanceled)"))
            .Select(found => (found.Id, found.Severity)).ShouldBe([("WMG5003", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]);

    [Test]
    public void It_finds_the_bad_and_spares_the_good()
    {
        Snippet.Diagnose(Page.Bad).Select(found => (found.Id, found.Severity))
            .ShouldBe([("WMG5003", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]);
        Snippet.Diagnose(Page.Good).ShouldBeEmpty();
    }
}
