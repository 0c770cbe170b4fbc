using System.Text;
using CsCheck;
using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Proposals;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using BudgetGrowth = WesMemGuard.Budgets.Growth;

namespace WesMemGuard.Core.Tests.Proposals;

/// <summary>What is written of a budget and read again is the very same budget.</summary>
internal sealed class BudgetTextTests
{
    private const double Most = 9007199254740992;

    /// <summary>The fraction of a byte that is worth writing.</summary>
    private const double Least = 1e-9;

    private static readonly Gen<double> Amounts = Gen.OneOf(
        Gen.Double[0, Most], Gen.Double[0, 4096], Gen.Double[0, 1e-6], Gen.Long[0, (long)Most].Select(n => (double)n),
        Gen.Int[0, 40_000].Select(n => n * ByteSize.MiB / 10),
        Gen.OneOf(0.0, 0.1, 1e15, Least, Most, 4 * ByteSize.MiB, 314572.8)).Select(a => a < Least ? 0 : a);

    private static readonly Gen<TimeSpan> Durations = Gen.OneOf(
        Gen.Long[1, TimeSpan.TicksPerDay * 366].Select(ticks => new TimeSpan(ticks)),
        Gen.Int[1, 100_000].Select(s => TimeSpan.FromSeconds(s)),
        Gen.Int[1, 600].Select(m => TimeSpan.FromMinutes(m)));

    private static readonly Gen<string> Names =
        Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.OneOf('"', '\\', ' ', '/', '段')), 1, 12]
            .Select(name => "p" + name);

    private static readonly Gen<LimitRule> Rules = Gen.OneOf<LimitRule>(
        Amounts.Select(max => (LimitRule)new Peak(max)),
        Amounts.Select(max => (LimitRule)new GrowthPerHour(max)),
        Gen.Select(Names, Amounts).Select((name, max) => (LimitRule)new BudgetGrowth(name, name + "2", max)),
        Gen.Select(Names, Amounts).Select((name, max) => (LimitRule)new ReturnsTo(name, name + "2", max)),
        Gen.Select(Gen.OneOf(WorkUnit.Transfer,
            WorkUnit.Block), Amounts).Select((unit, max) => (LimitRule)new GrowthPer(unit, max)));

    private static readonly Gen<Limit> Limits = Gen.Select(
        Rules, Gen.OneOf(("process", Metric.LiveHeap), ("process", Metric.Goroutines),
            ("mempool.txpool", Metric.Objects)),
        Names.Null(), Durations.Nullable(), Amounts.Nullable(), Gen.Int[0, 15])
        .Select((rule, figure, phase, full, difference, flags) => new Limit
        {
            Of = figure.Item1,
            WrittenOf = figure.Item1,
            Metric = figure.Item2,
            Rule = rule,
            Phase = rule is BudgetGrowth or ReturnsTo ? null : phase,
            SaturatesBy = rule is Peak ? null : full,
            Difference = difference,
            ZeroExpected = (flags & 1) > 0,
            AnyLoad = (flags & 2) > 0,
            Evidence = figure.Item2 == Metric.LiveHeap && (flags & 4) > 0 ? Evidence.NextGc : null,
        });

    [Test]
    public void What_is_written_is_read_again_as_the_same() =>
        Gen.Select(Limits.Array[1, 4], Durations, Gen.Bool, Names.Null()).Sample((limits, warmUp, ofRun, schema) =>
        {
            var proposal =
                new BudgetProposal(warmUp, ofRun, ["run"], [.. limits.Select(Proposed)], []) { Schema = schema };
            var again =
                BudgetFile.Read(Encoding.UTF8.GetBytes(BudgetText.Of(proposal, Language.English)), "budget.json");

            (again.WarmUp, again.WarmUpOfRun, again.Schema).ShouldBe((warmUp, ofRun, schema));
            again.Limits.Select(Said).ShouldBe(limits.Select(Said));
        }, iter: 2000);

    private static object Said(Limit l) =>
        (l.Of, l.WrittenOf, l.Metric, l.Rule, l.Phase, l.SaturatesBy, l.Difference, l.ZeroExpected, l.AnyLoad, l.Evidence);

    private static ProposedLimit Proposed(Limit limit) =>
        new(limit, LimitChange.Added, null, ProposalReasons.OfLoad()) { Why = ProposalReasons.OfLoad() };
}
