using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

/// <summary>
/// What is no fault changes nothing: polls that come late, single answers that are lost, a look that takes its time. 200 runs of it, of
/// which each limit comes out as of the run in which all went well.
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

    /// <summary>Answers half a second late, and up to 2 % of them lost one at a time, by any kind of miss.</summary>
    private static MemoryRun Unlucky(MemoryRun whole, Random random)
    {
        var run = new MemoryRun(whole.Header);
        run.Memory.AddRange(whole.Memory.Select((r, i) => Spoiled(r, i, whole.Memory.Count, random)));
        run.Metrics.AddRange(whole.Metrics.Select((r, i) => Spoiled(r, i, whole.Metrics.Count, random)));
        run.Process.AddRange(whole.Process);
        run.Phases.AddRange(whole.Phases);
        run.Events.AddRange(whole.Events);
        return run;
    }

    private static Reading<T> Spoiled<T>(Reading<T> reading, int index, int count, Random random)
        where T : class
    {
        var at = reading.At.AddSeconds(0.5 * random.NextDouble());
        var lost = index > 0 && index < count - 2 && random.NextDouble() < 0.02 && index % 7 == 0;
        return lost
            ? new Reading<T>(at, null, new Miss((MissKind)random.Next(Enum.GetValues<MissKind>().Length), "bad luck"))
            : reading with { At = at };
    }
}
