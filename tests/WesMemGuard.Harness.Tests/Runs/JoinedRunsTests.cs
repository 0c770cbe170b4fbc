using WesMemGuard.Harness.Runs;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Tests.Runs;

/// <summary>Joined runs keep what each of them saw.</summary>
internal sealed class JoinedRunsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [TestCase(null)]
    [TestCase(60)]
    public void What_tells_of_a_change_of_process_or_a_dead_node_is_kept(int? seconds)
    {
        var joined = JoinedRuns.Of([Run(0), Run(1)], "both", seconds is { } span ? TimeSpan.FromSeconds(span) : null);

        joined.Diagnostics.Select(r => (r.At, r.Mark)).ShouldBe([
            (Start, null), (Start.AddHours(1), null), (Start.AddHours(1).AddMinutes(30), "end")]);
        joined.Others.Select(o => o.At).ShouldBe([Start, Start.AddHours(1)]);
        joined.Load.Select(s => s.At).ShouldBe([Start, Start.AddHours(1)]);
    }

    [Test]
    public void No_kind_of_entry_is_left_out()
    {
        var run = Run(0);
        var kinds = typeof(MemoryRun).GetProperties().Where(p => p.PropertyType.IsGenericType).ToList();
        kinds.Count.ShouldBeGreaterThan(10);

        foreach (var joined in new[] { JoinedRuns.Of([run], "one", null), JoinedRuns.Thinned(run, TimeSpan.FromSeconds(60)) })
        {
            foreach (var kind in kinds.Where(k => Count(k.GetValue(run)) > 0))
                Count(kind.GetValue(joined)).ShouldBeGreaterThan(0, kind.Name);
        }

        static int Count(object? list) => ((System.Collections.ICollection)list!).Count;
    }

    private static MemoryRun Run(int hour)
    {
        var at = Start.AddHours(hour);
        var run = new MemoryRun(new RunHeader($"run-{hour}", "run", at, RunOrigin.Live));
        var miss = new Miss(MissKind.Refused, "connection refused");
        run.Memory.Add(new(at, null, miss));
        run.Metrics.Add(new(at, null, miss));
        run.Process.Add(new(at, null, miss));
        run.LiveHeap.Add(new(at, null, miss));
        run.Blocks.Add(new(at, null, miss));
        run.Chain.Add(new(at, null, miss));
        run.Diagnostics.Add(new(at, null, miss));
        run.Diagnostics.Add(new(at.AddMinutes(30), null, miss, "end"));
        run.Others.Add(new(at, "/api/v1/health/live", miss));
        run.Load.Add(new LoadSlice(at, "load", 1, 1, 1, 0, null, null));
        run.Phases.Add(new("load", "reads", at, at.AddMinutes(30), 1, 1, 1, 0, 0));
        run.Events.Add(new(at, RunEvent.Died));
        run.Profiles.Add(new(at, ProfileKind.Heap, "profiles/00000-heap.pb.gz", default));
        run.Losses.Add(new RunLoss(LossKind.NoEnd, at, null));
        return run;
    }
}
