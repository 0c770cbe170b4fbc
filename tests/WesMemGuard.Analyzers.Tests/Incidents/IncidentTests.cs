using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Incidents;

/// <summary>
/// Leaks out of public history, rebuilt small from their descriptions: flagged before the fix, silent after it.
/// </summary>
internal sealed class IncidentTests
{
    private static IEnumerable<Incident> All => GrowthIncidents.All.Concat(ConnectionIncidents.All);

    [TestCaseSource(nameof(All))]
    public void It_is_flagged_before_the_fix(Incident incident) => Snippet.ShouldWarn(incident.Id, incident.Before);

    [TestCaseSource(nameof(All))]
    public void It_is_silent_after_the_fix(Incident incident) => Snippet.ShouldBeSilent(incident.After);

    [Test]
    public void There_are_as_many_as_were_noted()
    {
        All.ShouldNotBeEmpty();
        All.Count().ShouldBe(17);
    }
}
