using WesMemGuard.Budgets;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Core.Tests.Scenarios;

internal sealed class PhaseKindsTests
{
    [Test]
    public void Every_kind_has_one_row()
    {
        PhaseKinds.All.Select(row => row.Kind!.Value).ShouldBe(Enum.GetValues<PhaseKind>(), ignoreOrder: true);
        PhaseKinds.All.Select(row => row.Name).ShouldBeUnique();
        foreach (var row in PhaseKinds.All)
            PhaseKinds.Of(row.Name).ShouldBe(row);
    }

    [Test]
    public void What_a_kind_needs_or_may_have_is_known_to_the_reader() =>
        PhaseKinds.All.SelectMany(row => row.Needs.Concat(row.May)).Distinct().ShouldBeSubsetOf(PhaseRules.Known);

    [Test]
    public void What_sends_requests_says_how_many_and_what_its_work_is()
    {
        foreach (var row in PhaseKinds.All.Where(row => row.Act == PhaseAct.Requests))
        {
            row.Needs.ShouldContain(row.Kind == PhaseKind.Engine ? "script" : "rate",
                row.Name); // an engine's script says how many
            row.Units.ShouldContain(WorkUnit.Request, row.Name);
        }

        PhaseKinds.All.Where(row => !row.IsLoad).ShouldAllBe(row => row.Units.Count == 0);
    }

    [Test]
    public void Every_unit_of_work_but_blocks_calls_and_cycles_is_some_kind_s() =>
        PhaseKinds.All.SelectMany(row => row.Units).Distinct()
            .ShouldBe(Enum.GetValues<WorkUnit>().Except([WorkUnit.Block, WorkUnit.Call, WorkUnit.Cycle]), ignoreOrder: true);

    [Test]
    public void A_kind_of_another_recorder_counts_what_succeeded() =>
        PhaseKinds.Of("of another recorder").ShouldBe(PhaseKinds.Unknown);
}
