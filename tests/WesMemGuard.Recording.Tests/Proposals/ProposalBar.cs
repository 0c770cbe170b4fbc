using WesMemGuard.Budgets;
using WesMemGuard.Core.Tests.LiveHeap;
using WesMemGuard.Proposals;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Recording.Tests.Proposals;

/// <summary>
/// The bar of proposed budgets: proposed from half of the clean runs, they are judged on the other half, and on leaks.
/// The bench prints it, a test holds it.
/// </summary>
internal sealed class ProposalBar
{
    private const double LeakPerHour = 12 * ByteSize.MiB;

    /// <summary>
    /// Recordings of nodes that nothing was planted in, and whose halves do the same: those with phases do not.
    /// </summary>
    private static readonly string[] Clean = ["idle", "live-heap-idle"];

    /// <summary>Recordings with a leak that was planted.</summary>
    private static readonly string[] Planted =
    [
        "planted-ispc-12", "live-heap-planted-ispc-12", "live-heap-planted-event-12-fine", "gogc-50-planted",
        "memory-limit-planted", "planted-api-goroutines",
    ];

    /// <summary>Limits judged on clean runs that no budget was proposed from.</summary>
    public int CleanLimits { get; private set; }

    /// <summary>How many of them were broken.</summary>
    public int FalselyBroken { get; private set; }

    /// <summary>How many of them held.</summary>
    public int Held { get; private set; }

    /// <summary>Leaking runs judged.</summary>
    public int Leaking { get; private set; }

    /// <summary>Those in which any limit was broken.</summary>
    public int Caught { get; private set; }

    /// <summary>What was wrong, a line each.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>
    /// Each half of the clean recordings proposes for the other; a leak is put into what is judged too, and the planted
    /// ones must break.
    /// </summary>
    /// <param name="recorded">A recording's run by its name.</param>
    public void Recordings(Func<string, MemoryRun> recorded)
    {
        foreach (var name in Clean)
        {
            var (run, (from, to)) = (recorded(name), CutRun.Extent(recorded(name)));
            var middle = from + ((to - from) / 2);
            Cross([CutRun.Of(run, from, middle), CutRun.Of(run, middle, to)], $"halves of {name}");
        }

        Cross([recorded(Clean[0]), recorded(Clean[1])], "two nodes that idle");
        MemoryBudget[] budgets = [Propose([recorded("idle")]), Propose([recorded("live-heap-idle")])];
        foreach (var name in Planted)
        {
            foreach (var budget in budgets)
                Leaks(recorded(name), budget, name);
        }
    }

    /// <summary>
    /// Simulated services, whose live heap swings by up to 4 MB within 5 to 30 min, an hour each: of each, four runs
    /// propose and four others are judged, as they are and with a leak.
    /// </summary>
    /// <param name="seed">Seeds all of them.</param>
    /// <param name="services">How many services, from 1.</param>
    public void Services(int seed, int services)
    {
        for (var service = 0; service < services; service++)
        {
            var random = new Random((seed * 1_000_003) + service);
            var (level, swing) = (100e6 + (900e6 * random.NextDouble()), 2e6 * random.NextDouble());
            var minutes = 5 + (25 * random.NextDouble());
            MemoryRun Run(int number)
            {
                var phase = random.NextDouble();
                return new SimulatedService
                {
                    Seed = (seed * 1000) + (service * 10) + number,
                    Live = hours => level + (swing * Math.Sin(2 * Math.PI * ((hours * 60 / minutes) + phase))),
                }.Build();
            }

            MemoryRun[] runs = [.. Enumerable.Range(0, 8).Select(Run)];
            var budget = Propose(runs[..4]);
            foreach (var run in runs[4..])
            {
                Holds(run, budget, $"service {seed}.{service}");
                Leaks(LeakInjection.Into(run, LeakPerHour), budget, $"service {seed}.{service} + leak");
            }
        }
    }

    private void Cross(MemoryRun[] halves, string name)
    {
        for (var i = 0; i < 2; i++)
        {
            var budget = Propose([halves[i]]);
            Holds(halves[1 - i], budget, name);
            Leaks(LeakInjection.Into(halves[1 - i], LeakPerHour), budget, name + " + leak");
        }
    }

    private static MemoryBudget Propose(IReadOnlyList<MemoryRun> runs)
    {
        var proposal = BudgetProposer.Of([.. runs.Select((r, i) => new GoodRun($"run {i}", r))], [], null, null);
        // What counts is the file, as it is read again.
        return BudgetFile.Read(System.Text.Encoding.UTF8.GetBytes(BudgetText.Of(proposal, Texts.Language.English)),
            "proposed.json");
    }

    private void Holds(MemoryRun run, MemoryBudget budget, string name)
    {
        foreach (var verdict in Verdicts(run, budget))
        {
            CleanLimits++;
            Held += verdict.Outcome == Outcome.Held ? 1 : 0;
            if (verdict.Outcome != Outcome.Broken)
                continue;
            FalselyBroken++;
            Wrong.Add($"{name}: {verdict.Of} {verdict.Metric} {verdict.Limit}: {verdict.Value} above {verdict.Budget} {verdict.Unit}");
        }
    }

    private void Leaks(MemoryRun run, MemoryBudget budget, string name)
    {
        var verdicts = Verdicts(run, budget);
        Leaking++;
        if (verdicts.Any(v => v.Outcome == Outcome.Broken))
            Caught++;
        else
            Wrong.Add($"{name}: not caught: " + string.Join(", ", verdicts.Where(v => v.Limit == "growthPerHour")
                .Select(v => $"{v.Metric} {v.Value:0.0}/{v.Budget:0.0} {v.Outcome}")));
    }

    /// <summary>A module that this run's node doesn't have is no verdict on it.</summary>
    private static List<Verdict> Verdicts(MemoryRun run, MemoryBudget budget) =>
        [.. BudgetJudge.Judge(run, budget, new JudgeContext(run.Header.Name, budget.File, "run.jsonl")).Verdicts
            .Where(v => v.Outcome != Outcome.NotMeasured)];
}
