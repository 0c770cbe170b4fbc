using WesMemGuard.Budgets;
using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Recording.Tests.Verdicts;

/// <summary>
/// Whatever is done to a recording, a growth is never held on what is left of it. The limits are so wide that nothing
/// but a gate can object; the seed is fixed, so that a failure comes again.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class NeverHeldTests
{
    private const int Seed = 20261122;

    private static readonly (Source Source, double Seconds)[] FreezesAfter =
        [(Source.Memory, 45), (Source.Metrics, 61), (Source.Collected, 61), (Source.Process, 311)];

    public static IEnumerable<string> Names => RecordedRuns.Names;

    [Test]
    public void There_are_recordings() => RecordedRuns.Names.Count.ShouldBeGreaterThan(20);

    [Test]
    public void Untouched_many_of_the_wide_limits_hold_and_some_of_each_source_and_module()
    {
        var held = RecordedRuns.Names.SelectMany(name => Budgets(name).SelectMany(b => Held(RecordedRuns.Of(name), b.Budget))).ToList();

        held.Count.ShouldBeGreaterThan(300);
        Sources().ShouldAllBe(source => held.Count(v => WideLimits.SourceOf(v) == source) > 5);
        WideLimits.Modules.ShouldAllBe(module => held.Count(v => v.Of == module) > 5);
    }

    [TestCaseSource(nameof(Names))]
    public void Without_a_module_that_the_budget_names(string name) => Check(name, (run, random, from, to) =>
    {
        var cut = from + ((to - from) * (0.1 + (0.8 * random.NextDouble())));
        return WideLimits.Modules.SelectMany(module => new (MemoryRun, Func<Verdict, bool>)[]
        {
            (RunFaults.WithoutModule(run, module), v => v.Of == module),
            (RunFaults.WithoutModule(run, module, at => at >= cut), v => v.Of == module),
        });
    });

    [TestCaseSource(nameof(Names))]
    public void With_a_frozen_source(string name) => Check(name, (run, random, from, to) => FreezesAfter
        .Where(f => (to - from).TotalSeconds - 15 > f.Seconds)
        .SelectMany(f =>
        {
            var free = (to - from).TotalSeconds - 15 - f.Seconds;
            var since = from.AddSeconds(15 + (free * random.NextDouble()));
            return new (MemoryRun, Func<Verdict, bool>)[]
            {
                (RunFaults.Frozen(run, f.Source, since, to), v => WideLimits.SourceOf(v) == f.Source),
                (RunFaults.Frozen(run, f.Source, from, DateTimeOffset.MaxValue), v => WideLimits.SourceOf(v) == f.Source),
            };
        }));

    [TestCaseSource(nameof(Names))]
    public void With_a_tenth_of_the_answers_gone(string name) => Check(name,
        (run, random, from, to) => Sources().SelectMany(source =>
    {
        var everywhere = Tenth(Times(run, source), random);
        var inside = Tenth(Times(run, source).Where(at => at > from.AddSeconds(15) && at < to).ToList(), random);
        return new (MemoryRun, Func<Verdict, bool>)[]
        {
            (RunFaults.Removed(run, source, everywhere.Contains), v => WideLimits.SourceOf(v) == source && everywhere.Count > 0),
            (RunFaults.Failed(run, source, everywhere.Contains), v => WideLimits.SourceOf(v) == source && everywhere.Count > 0),
            (RunFaults.Removed(run, source, inside.Contains), v => WideLimits.SourceOf(v) == source && inside.Count > 0),
            (RunFaults.Failed(run, source, inside.Contains, MissKind.Unreadable), v => WideLimits.SourceOf(v) == source
                && inside.Count > 0),
        };
    }));

    [TestCaseSource(nameof(Names))]
    public void Across_a_restart(string name) => Check(name, (run, random, from, to) =>
    [
        (RunFaults.Restarted(run, from.AddSeconds(16 + (((to - from).TotalSeconds - 80) * random.NextDouble()))), _ => true),
    ]);

    [TestCaseSource(nameof(Names))]
    public void With_another_processs_second_half_behind_the_first(string name) => Check(name,
        (run, random, from, to) =>
    {
        var other = RecordedRuns.Of(RecordedRuns.Names.Where(n => n != name && !Sync(n))
            .ElementAt(random.Next(RecordedRuns.Names.Count - 2)));
        var span = RunFaults.Span(run);
        var share = ((from - span.From) + ((to - from) * 0.5)) / (span.To - span.From);
        return [(RunFaults.Spliced(run, other, Source.All, share), _ => true)];
    });

    private static bool Sync(string name) => name == "sync-join";

    private static Source[] Sources() => [Source.Memory, Source.Metrics, Source.Process, Source.Collected];

    private static void Check(
        string name, Func<MemoryRun, Random, DateTimeOffset, DateTimeOffset, IEnumerable<(MemoryRun Run, Func<Verdict, bool> Hit)>> mutate)
    {
        var run = RecordedRuns.Of(name);
        var random = new Random(Seed);
        var slipped = new List<string>();
        foreach (var (budget, from, to) in Budgets(name))
        {
            var untouched = Verdicts(run, budget);
            foreach (var (mutant, hit) in mutate(run, random, from, to))
            {
                // Only the limits that rest on what was damaged are judged again: alone they are the easier to hold.
                var struck = budget with { Limits = [.. budget.Limits.Where((_, i) => hit(untouched[i]))] };
                if (struck.Limits.Count > 0)
                    slipped.AddRange(Held(mutant, struck).Where(hit).Select(v => v.Message.In(Language.English)));
            }
        }

        slipped.ShouldBeEmpty(string.Join("\n\n", slipped.Take(4)));
    }

    private static IEnumerable<(MemoryBudget Budget, DateTimeOffset From, DateTimeOffset To)> Budgets(string name) =>
        WideLimits.Of(RecordedRuns.Of(name),
            new Random(Seed + RecordedRuns.Names.Index().First(n => n.Item == name).Index));

    private static IEnumerable<Verdict> Held(MemoryRun run, MemoryBudget budget) =>
        Verdicts(run, budget).Where(v => v.Outcome == Outcome.Held);

    private static IReadOnlyList<Verdict> Verdicts(MemoryRun run, MemoryBudget budget) =>
        BudgetJudge.Judge(run, budget, new JudgeContext(run.Header.Name, "budget.json", "run.jsonl")).Verdicts;

    private static List<DateTimeOffset> Times(MemoryRun run, Source source) => source switch
    {
        Source.Memory => run.Memory.ConvertAll(r => r.At),
        Source.Metrics => run.Metrics.ConvertAll(r => r.At),
        Source.Process => run.Process.ConvertAll(r => r.At),
        _ => run.LiveHeap.ConvertAll(r => r.At),
    };

    private static HashSet<DateTimeOffset> Tenth(List<DateTimeOffset> times, Random random) =>
        times.OrderBy(_ => random.Next()).Take((int)Math.Ceiling(times.Count * 0.1)).ToHashSet();
}
