using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

/// <summary>
/// What is no fault changes nothing: polls that come late, single answers that are lost, a look that takes its time.
/// 200 runs of it, of which each limit comes out as of the run in which all went well.
/// </summary>
internal sealed class NoFaultTests
{
    private const int Runs = 200;

    private static readonly string[] Limits = [Judged.LiveHeapSlope];

    [Test]
    public void None_of_200_runs_without_a_fault_is_changed()
    {
        var changed = new List<string>();
        for (var seed = 0; seed < Runs; seed++)
        {
            var whole = (seed % 2 == 0 ? SyntheticRun.Flat : SyntheticRun.Leaking(48)).Build();
            whole.Events.Add(new RunEvent(SyntheticRun.At(40), RunEvent.End));
            var unlucky = Unlucky(whole, new Random(seed));
            foreach (var limit in Limits.Append(Peak))
            {
                var (expected, found) = (whole.By(limit), unlucky.By(limit));
                expected.Outcome.ShouldBe(limit == Peak || seed % 2 == 0 ? Outcome.Held : Outcome.Broken);
                if (found.Outcome != expected.Outcome)
                    changed.Add($"{seed}: {limit} {found.Outcome} {found.Reason.Id}");
            }
        }

        changed.ShouldBeEmpty();
    }

    private const string Peak = """{ "of": "process", "metric": "rss", "peak": "8 GiB" }""";

    /// <summary>
    /// Answers up to half a second late, and 2 % of them, or one, lost one at a time, by any kind of miss.
    /// </summary>
    private static MemoryRun Unlucky(MemoryRun whole, Random random)
    {
        var run = new MemoryRun(whole.Header);
        run.Memory.AddRange(Spoiled(whole.Memory, random));
        run.Metrics.AddRange(Spoiled(whole.Metrics, random));
        run.Process.AddRange(whole.Process);
        run.Phases.AddRange(whole.Phases);
        run.Events.AddRange(whole.Events);
        return run;
    }

    private static IEnumerable<Reading<T>> Spoiled<T>(IReadOnlyList<Reading<T>> all, Random random)
        where T : class
    {
        var places = Enumerable.Range(1, (all.Count - 3) / 7).Select(i => 7 * i).ToArray();
        random.Shuffle(places);
        var lost = places.Take(Math.Max(1, all.Count / 50)).ToHashSet();
        lost.ShouldNotBeEmpty();
        return all.Select((reading, i) =>
        {
            var at = reading.At.AddSeconds(0.5 * random.NextDouble());
            return lost.Contains(i)
                ? new Reading<T>(at, null,
                    new Miss((MissKind)random.Next(Enum.GetValues<MissKind>().Length), "bad luck"))
                : reading with { At = at };
        });
    }
}
