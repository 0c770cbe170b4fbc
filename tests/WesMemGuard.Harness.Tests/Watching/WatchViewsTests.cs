using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Harness.Watching;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Watching;

/// <summary>A node that is watched for a day.</summary>
internal sealed class WatchViewsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly JudgeContext Context = new("watch", "budget.json", "run.jsonl");

    [Test]
    public void A_day_asks_the_judge_little_more_often_than_an_hour_and_shows_the_last_figures_all_the_same()
    {
        var views =
            new WatchViews(LiveTest.Budget("""{ "of": "process", "metric": "goroutines", "peak": 200 }"""), Context);
        var run = new MemoryRun(new RunHeader("watch", "watch", Start, RunOrigin.Live));
        var (counts, hour, copied) = (new ReadingCounts(), 0, 0L);
        for (var at = TimeSpan.Zero; at <= TimeSpan.FromHours(24); at += TimeSpan.FromSeconds(30))
        {
            run.Memory.Add(new(Start + at, new MemorySample(9e7, 1e9 + at.TotalSeconds, 1e9, 1, 100 + at.Hours, []),
                null));
            var view = views.Of(new WatchMoment("watch", Start + at, Start + at, false, counts.Of(run), () =>
            {
                copied += run.Memory.Count;
                return run;
            }));
            view.Samples.ShouldBe(run.Memory.Count);
            view.Figures.Single(f => f.Name == "goroutines").Course[^1].ShouldBe(100 + at.Hours);
            hour = at <= TimeSpan.FromHours(1) ? views.Judged : hour;
        }

        hour.ShouldBeGreaterThan(40); // each new reading at first
        views.Judged.ShouldBeLessThan(3 * hour);
        copied.ShouldBeLessThan(40L * run.Memory.Count); // was each reading at each look: 8,600 times
    }
}
