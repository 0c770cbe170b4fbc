using WesMemGuard.Doctor;
using WesMemGuard.Runs;

namespace WesMemGuard.Core.Tests.Doctor;

internal sealed class DoctorEpisodesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Garbage_on_a_flat_live_heap_is_not_real()
    {
        var episode = DoctorEpisodes.Of(Run(rss: m => m < 20 ? 100 : 300, live: _ => 971)).ShouldHaveSingleItem();

        (episode.Cause, episode.IsReal).ShouldBe((DoctorCause.Garbage, false));
        episode.LiveGrowth!.Value.ShouldBe(0, 1);
        episode.Value.ShouldBe(200 * ByteSize.MiB, 1);
        episode.Warnings.ShouldBe(29);
        episode.From.ShouldBe(Start.AddMinutes(20));
    }

    [Test]
    public void Growth_that_is_live_is_real()
    {
        var episode =
            DoctorEpisodes.Of(Run(rss: m => m < 20 ? 100 : 300, live: m => m < 20 ? 971 : 1150)).ShouldHaveSingleItem();

        (episode.Cause, episode.IsReal).ShouldBe((DoctorCause.Live, true));
        episode.LiveGrowth!.Value.ShouldBe(179 * ByteSize.MiB, 1);
    }

    [Test]
    public void Growth_that_is_live_in_part_is_said_to_be_so() =>
        DoctorEpisodes.Of(Run(rss: m => m < 20 ? 100 : 300, live: m => m < 20 ? 971 : 1021))
            .ShouldHaveSingleItem().Cause.ShouldBe(DoctorCause.PartlyLive);

    [Test]
    public void A_process_that_has_just_started_builds_up_its_heap() =>
        DoctorEpisodes.Of(Run(rss: m => m < 2 ? 60 : 200,
            live: _ => 971)).ShouldHaveSingleItem().Cause.ShouldBe(DoctorCause.StartUp);

    [Test]
    public void Without_live_heap_points_it_can_not_be_told()
    {
        var run = Run(rss: m => m < 20 ? 100 : 300, live: _ => 971);
        run.LiveHeap.Clear();

        DoctorEpisodes.Of(run).ShouldHaveSingleItem().Cause.ShouldBe(DoctorCause.Unknown);
    }

    [Test]
    public void Goroutines_are_counted() =>
        DoctorEpisodes.Of(Run(rss: _ => 100, live: _ => 971,
            goroutines: m => m < 30 ? 100 : 6000)).Select(e => (e.Rule, e.Cause)).ShouldBe(
            [(DoctorRule.GoroutinesHigh, DoctorCause.Counted), (DoctorRule.GoroutineGrowth, DoctorCause.Counted)],
            ignoreOrder: true);

    [Test]
    public void A_quiet_run_has_none() =>
        DoctorEpisodes.Of(Run(rss: _ => 100, live: m => 971 + (0.2 * m))).ShouldBeEmpty();

    private static MemoryRun Run(Func<double, double> rss, Func<double, double> live,
        Func<double, double>? goroutines = null)
    {
        var run = new MemoryRun(new RunHeader("id", "doctor", Start, RunOrigin.Replay));
        for (var i = 0; i < 360; i++)
        {
            var (at, minutes) = (Start.AddSeconds(10 * i), i / 6.0);
            run.Memory.Add(new Reading<MemorySample>(at,
                new MemorySample(rss(minutes) * ByteSize.MiB, 1e9 + i, 1e9, 6 + (i / 12),
                    goroutines?.Invoke(minutes) ?? 115, []), null));
            if (i % 6 == 0)
                run.LiveHeap.Add(new Reading<CollectedHeapSample>(at,
                    new CollectedHeapSample(live(minutes) * ByteSize.MiB, i, i, at), null));
        }

        return run;
    }
}
