using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

internal sealed class PresenceGateTests
{
    [Test]
    public void Rest_off_is_not_measured_and_names_the_key()
    {
        var run = RunFaults.Failed(SyntheticRun.Flat.Build(), Source.Memory, _ => true, MissKind.NotFound);

        run.By(Judged.PoolReturns).ShouldBe(Outcome.NotMeasured, "REST is off");
        run.By(Judged.PoolReturns).Reason.In(Language.English).ShouldContain("\"api.http_enable_rest\": true");
        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);
        run.By(Judged.GoroutineSlope).Evidence.ShouldBe("/metrics");
    }

    [TestCase(MissKind.Unreadable)]
    [TestCase(MissKind.Unexpected)]
    [TestCase(MissKind.TooLarge)]
    public void A_page_that_answered_and_was_refused_is_no_page_that_is_missing(MissKind kind)
    {
        var run = SyntheticRun.Flat.Build();
        run.LiveHeap.Clear();
        for (var i = 0; i < run.Metrics.Count; i++)
            run.Metrics[i] = new(run.Metrics[i].At, null, new Miss(kind, "the page ends within a line"));

        run.By(Judged.LiveHeapSlope).Notices.ShouldHaveSingleItem().In(Language.English)
            .ShouldEndWith("the page of /metrics can't be read: the page ends within a line");
        run.By("""{ "of": "process", "metric": "stacks", "peak": "1 GiB" }""")
            .ShouldBe(Outcome.NotMeasured, "/metrics can't be read in any of 81 answers: the page ends within a line");
    }

    [Test]
    public void One_answer_that_was_refused_does_not_speak_for_requests_that_timed_out()
    {
        var run = RunFaults.Failed(SyntheticRun.Flat.Build(), Source.Metrics, _ => true, MissKind.TimedOut);
        run.LiveHeap.Clear();
        run.Metrics[^1] = new(run.Metrics[^1].At, null, new Miss(MissKind.Unreadable, "the page ends within a line"));

        run.By("""{ "of": "process", "metric": "stacks", "peak": "1 GiB" }""")
            .ShouldBe(Outcome.NotMeasured,
                "only 0 of 81 samples of /metrics are there, half are needed: 80 x timed out, 1 x unreadable");
        run.By(Judged.LiveHeapSlope).Notices.ShouldHaveSingleItem().In(Language.English)
            .ShouldEndWith("80 x timed out, 1 x unreadable");
    }

    [TestCase(MissKind.NotFound, " x 404")]
    [TestCase(MissKind.Refused, " x connection refused")]
    public void Pages_that_nobody_answered_are_told_by_how_they_failed(MissKind kind, string how)
    {
        var run = RunFaults.Failed(SyntheticRun.Flat.Build(), Source.Metrics, _ => true, kind);
        run.LiveHeap.Clear();

        var why = run.By(Judged.LiveHeapSlope).Notices.ShouldHaveSingleItem().In(Language.English);

        why.ShouldContain("no page of /metrics was answered");
        why.ShouldContain(how);
    }

    [TestCase(Source.Memory, Judged.GoroutineSlope)]
    [TestCase(Source.Memory, Judged.PoolPeak)]
    [TestCase(Source.Metrics, Judged.LiveHeapSlope)]
    [TestCase(Source.Metrics, Judged.HeapReturns)]
    public void Less_than_half_present_is_not_measured(Source source, string limit)
    {
        var run = SyntheticRun.Flat.Build();

        RunFaults.Failed(run, source, Share(0.6)).By(limit).ShouldBe(Outcome.NotMeasured,
            "429 (the node's rate limit)");
        RunFaults.Removed(run, source, at => at > SyntheticRun.At(16)).By(limit).ShouldBe(Outcome.NotMeasured,
            "half are needed");
    }

    [TestCase(Source.Memory, Judged.GoroutineSlope)]
    [TestCase(Source.Memory, Judged.PoolReturns)]
    [TestCase(Source.Metrics, Judged.LiveHeapSlope)]
    [TestCase(Source.Metrics, Judged.HeapLevels)]
    [TestCase(Source.Metrics, Judged.HeapPerTransfer)]
    public void A_tenth_missing_is_inconclusive_as_failures_or_as_gone_lines(Source source, string limit)
    {
        var run = SyntheticRun.Flat.Build();

        RunFaults.Failed(run, source, Share(0.1), MissKind.TimedOut).By(limit).ShouldBe(Outcome.Inconclusive,
            "timed out");
        RunFaults.Removed(run, source, Share(0.1)).By(limit).ShouldBe(Outcome.Inconclusive, "are missing");
    }

    [Test]
    public void Missing_samples_and_gaps_count_for_a_peak_too()
    {
        var run = SyntheticRun.Flat.Build();

        RunFaults.Removed(run, Source.Memory, Share(0.1)).By(Judged.PoolPeak).ShouldBe(Outcome.Inconclusive,
            "are missing");
        RunFaults.Removed(run, Source.Memory, Within(20, 21.5)).By(Judged.PoolPeak).ShouldBe(Outcome.Inconclusive,
            "gave nothing for");
    }

    [Test]
    public void Few_missing_samples_are_nothing() =>
        RunFaults.Failed(SyntheticRun.Flat.Build(), Source.All, Share(0.03)).By(Judged.GoroutineSlope).Outcome.ShouldBe(Outcome.Held);

    [TestCase(0.9, Outcome.Held)]
    [TestCase(1.2, Outcome.Inconclusive)]
    public void A_gap_over_a_minute_is_inconclusive(double minutes, Outcome outcome)
    {
        var run = SyntheticRun.Flat.Build();

        foreach (var fault in new[] { RunFaults.Removed(run, Source.Memory, Within(20, 20 + minutes)),
            RunFaults.Failed(run, Source.Memory, Within(20, 20 + minutes), MissKind.Refused) })
        {
            fault.By(Judged.GoroutineSlope).Outcome.ShouldBe(outcome);
            fault.By(Judged.PoolReturns).Outcome.ShouldBe(outcome);
        }
    }

    [Test]
    public void A_poller_that_died_before_the_end_is_seen_though_no_request_failed() =>
        RunFaults.Removed(SyntheticRun.Flat.Build(), Source.Metrics, at => at > SyntheticRun.At(36))
            .By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Inconclusive);

    [Test]
    public void One_missing_page_of_a_short_phase_is_seen_though_its_line_is_gone()
    {
        var run = (SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("warm", 10, 14), SyntheticRun.Idle("settle", 14, 18)] }).Build();
        const string limit = """{ "of": "process", "metric": "threads", "peak": 100, "phase": "settle" }""";
        var metricsOnly = RunFaults.Removed(run, Source.Process, _ => true);
        metricsOnly.By(limit).Outcome.ShouldBe(Outcome.Held);

        RunFaults.Removed(metricsOnly, Source.Metrics, Within(15.9, 16.1)).By(limit).ShouldBe(Outcome.Inconclusive,
            "are missing");
    }

    [Test]
    public void A_source_that_was_never_asked_is_not_measured() =>
        (SyntheticRun.Flat with { WithProcess = false, WithMetrics = false }).Build()
            .By("""{ "of": "process", "metric": "threads", "peak": 100 }""").ShouldBe(Outcome.NotMeasured,
                "never requested");

    [Test]
    public void A_phase_too_short_for_its_source_is_inconclusive_and_says_so()
    {
        var run = (SyntheticRun.Flat with { WithProcess = false, Phases = [SyntheticRun.Idle("blink", 10.05, 10.45)] }).Build();

        run.By("""
            { "of": "process", "metric": "threads", "peak": 100, "phase": "blink" }
            """).ShouldBe(Outcome.Inconclusive, "lies in the window");
    }

    [Test]
    public void Rss_of_the_anonymous_kind_is_not_measured_without_proc() =>
        (SyntheticRun.Flat with { WithProcess = false }).Build().By("""
            { "of": "process", "metric": "rssAnon", "peak": "1 GiB" }
            """).Outcome.ShouldBe(Outcome.NotMeasured);

    private static Func<DateTimeOffset, bool> Within(double from, double to) =>
        at => at > SyntheticRun.At(from) && at < SyntheticRun.At(to);

    /// <summary>Hits that share of the moments, spread evenly but never two polls in a row.</summary>
    private static Func<DateTimeOffset, bool> Share(double share) => at =>
    {
        var slot = Math.Floor((at - SyntheticRun.Start).TotalSeconds / 30);
        return Math.Floor((slot + 1) * share) > Math.Floor(slot * share);
    };
}
