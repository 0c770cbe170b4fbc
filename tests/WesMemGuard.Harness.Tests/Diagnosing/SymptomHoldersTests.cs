using WesMemGuard.Diagnosis;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>
/// Who holds a growth by the load that was sent: nobody, unless each unit's part is what that unit is known to leave.
/// </summary>
internal sealed class SymptomHoldersTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [TestCase("ips", 18_000, 110.0 * 18_000, "api")]
    [TestCase("ips", 18_000, 5.0 * 18_000, null)] // nothing is kept of an address that would fit
    [TestCase("ips", 18_000, 4096.0 * 18_000, null)] // whatever grew, it is no map of addresses
    [TestCase("ips", 500, 110.0 * 500, null)] // too few to tell
    [TestCase("transfers", 900, 8500.0 * 900, "mempool.txpool")]
    [TestCase("transfers", 900, 500_000.0 * 900, null)]
    [TestCase("reads", 18_000, 110.0 * 18_000, null)]
    public void A_growth_is_a_load_s_where_it_is_of_its_unit_s_size(string kind, long units, double bytes,
        string? module) =>
        Held(bytes, Load("load", kind, units)).Select(h => h.Module).ShouldBe(module is null ? [] : [module]);

    [Test]
    public void Of_two_loads_that_both_fit_nobody_is_named() =>
        Held(9e6, Load("clients", "ips", 60_000), Load("paying", "transfers", 1000)).ShouldBeEmpty();

    [Test]
    public void A_growth_that_is_not_known_names_nobody() => Held(null, Load("load", "ips", 18_000)).ShouldBeEmpty();

    [Test]
    public void A_phase_counts_by_the_part_of_it_that_lies_in_the_window()
    {
        var run = Run(Load("load", "ips", 18_000));
        new SymptomHolders().OfHeap(run, Start, Start.AddMinutes(5), 110.0 * 9000).ShouldHaveSingleItem()
            .Seen["addresses"].ShouldBe((WesMemGuard.Reasons.ReasonValue)9000L);
    }

    private static IReadOnlyList<WesMemGuard.Verdicts.SeenHolder> Held(double? bytes, params Phase[] phases) =>
        new SymptomHolders().OfHeap(Run(phases), Start, Start.AddMinutes(10), bytes);

    private static MemoryRun Run(params Phase[] phases)
    {
        var run = new MemoryRun(new RunHeader("run", "run", Start, RunOrigin.Live));
        run.Phases.AddRange(phases);
        return run;
    }

    private static Phase Load(string name, string kind, long units) =>
        new(name, kind, Start, Start.AddMinutes(10), units / 600.0, units, units, 0, 0)
        {
            Load = new LoadCounts(units, [new LoadResult(LoadResultKind.Ok, units)]) { Mined = kind == "transfers" ? units : null },
        };
}
