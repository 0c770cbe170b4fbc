using System.Globalization;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Gates;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

/// <summary>The presence gate's bounds, on slots made by hand: one each 10 s, the first at 0 s.</summary>
internal sealed class PresenceBoundsTests
{
    [TestCase(0, null)]
    [TestCase(1, null)]
    [TestCase(2, Outcome.Inconclusive)]
    [TestCase(10, Outcome.Inconclusive)]
    [TestCase(11, Outcome.NotMeasured)]
    [TestCase(20, Outcome.NotMeasured)]
    public void Nineteen_of_twenty_are_enough_and_ten_are_the_fewest_to_say_anything(int missing, Outcome? outcome) =>
        (Check(Slots(20,
            i => i % 2 == 1 ? i / 2 < missing : 10 + (i / 2) < missing), gapsCount: false)?.Outcome).ShouldBe(outcome);

    [Test]
    public void What_may_be_missing_is_said()
    {
        Check(Slots(100, i => i % 10 == 0), false)!.Reason.In(Language.English)
            .ShouldBe("10 of 100 samples of /metrics are missing, at most 5 may be: 10 x timed out");
        Check(Slots(100, i => i % 10 != 0), false)!.Reason.In(Language.English)
            .ShouldBe("only 10 of 100 samples of /metrics are there, half are needed: 90 x timed out");
    }

    [Test]
    public void The_kinds_of_what_is_missing_come_most_frequent_first_by_their_words()
    {
        MissKind[] kinds = [.. Enum.GetValues<MissKind>().SelectMany((kind, i) => Enumerable.Repeat(kind, 2 + i))];
        var slots = Slots(100, _ => false)
            .Select((s, i) => i < kinds.Length
                ? s with { Value = null, Miss = new Miss(kinds[i], "made by a test") } : s).ToArray();

        var reason = Check(slots, false)!.Reason.In(Language.English);

        var words = reason[(reason.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(", ");
        words.Length.ShouldBe(Enum.GetValues<MissKind>().Length);
        words.Select(w => int.Parse(w.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(Enumerable.Range(2, words.Length).Reverse());
        words.Select(w => w[(w.IndexOf('x') + 2)..]).Order(StringComparer.Ordinal).ShouldBe(
            ["404", "429 (the node's rate limit)", "TLS certificate not trusted", "access denied", "connection closed",
                "connection refused",
                "not this node's answer", "server error", "timed out", "too large", "unreadable"]);
    }

    [Test]
    public void Answers_that_lack_the_figure_are_told_from_answers_that_never_came()
    {
        var slots = Slots(20, _ => true, miss: false);

        Check(slots, false)!.ShouldSatisfyAllConditions(
            f => f.Outcome.ShouldBe(Outcome.NotMeasured), f =>
                f.Reason.In(Language.English).ShouldBe("/metrics does not carry this figure in any of 20 answers"));
    }

    [Test]
    public void A_path_that_is_not_there_is_said_by_its_name()
    {
        var slots =
            Slots(20, _ => true).Select(s => s with { Miss = new Miss(MissKind.NotFound, "made by a test") }).ToArray();

        Check(slots, false)!.Reason.In(Language.English).ShouldBe("/metrics answered 404 to all 20 requests");
        Check([.. slots[..19], Slots(20, _ => false)[19]], false)!.Reason.In(Language.English)
            .ShouldBe("only 1 of 20 samples of /metrics are there, half are needed: 19 x 404");
    }

    [TestCase(10, 60, false)]
    [TestCase(10, 60.5, true)]
    [TestCase(40, 84, false)]
    [TestCase(40, 84.5, true)]
    public void A_gap_may_last_a_minute_or_two_intervals_of_a_slow_source(double interval, double gap, bool fires)
    {
        double[] before = [.. Enumerable.Range(0, 200).Select(i => i * interval)], after = [.. before.Select(s => s + before[^1] + gap)];
        var slots =
            before.Concat(after).Select(s => new Slot(SyntheticRun.Start.AddSeconds(s), 1, null, null, null)).ToArray();
        var source = new SourceReadings("/metrics", "/metrics", slots, new Rhythm([], interval));

        var found = PresenceGate.Check(source, new Window(slots[0].At, slots[^1].At), gapsCount: true);

        (found is not null).ShouldBe(fires);
        if (fires)
            found!.Reason.In(Language.English)
                .ShouldStartWith(
                string.Create(
                CultureInfo.InvariantCulture,
                $"/metrics gave nothing for {(interval == 10 ? "60.5" : "84.5")} s from {slots[199].At:HH:mm:ss}Z on; "
                    + $"at most {(interval == 10 ? 60 : 84)} s are allowed"));
    }

    [Test]
    public void A_gap_at_either_end_of_the_window_counts()
    {
        var slots = Slots(300, _ => false);

        CheckIn(slots[7..], slots[0].At, slots[^1].At)!.Reason.In(Language.English)
            .ShouldContain($"for 70 s from {slots[0].At:HH:mm:ss}Z on");
        CheckIn(slots[..^7], slots[0].At, slots[^1].At)!.Reason.In(Language.English)
            .ShouldContain($"for 70 s from {slots[^8].At:HH:mm:ss}Z on");
        CheckIn(slots[6..^6], slots[0].At, slots[^1].At).ShouldBeNull();
    }

    [Test]
    public void Requests_of_another_mark_are_due_beside_the_regular_ones()
    {
        var marked = Slots(20, _ => true).Select(s => s with { At = s.At.AddSeconds(5), Mark = "event" }).ToArray();
        Slot[] both = [.. Slots(20, _ => false).Concat(marked).OrderBy(s => s.At)];

        Check(both, false)!.Reason.In(Language.English)
            .ShouldBe("20 of 40 samples of /metrics are missing, at most 2 may be: 20 x timed out");
        var ended = new SourceReadings("/metrics", "/metrics", Slots(20, _ => false)
            .Concat(marked[..2].Select(s => s with { Value = 1, Miss = null })).OrderBy(s => s.At).ToArray(),
            new Rhythm([], 10));
        PresenceGate.Check(ended, new Window(SyntheticRun.Start, SyntheticRun.Start.AddSeconds(300)),
            false)!.Reason.In(Language.English)
            .ShouldBe("10 of 32 samples of /metrics are missing, at most 1 may be");
    }

    private static GateFinding? CheckIn(Slot[] slots, DateTimeOffset from, DateTimeOffset to) =>
        PresenceGate.Check(new SourceReadings("/metrics", "/metrics", slots, new Rhythm([], 10)), new Window(from, to),
            gapsCount: true);

    private static GateFinding? Check(Slot[] slots, bool gapsCount) =>
        PresenceGate.Check(new SourceReadings("/metrics", "/metrics", slots, new Rhythm([], 10)),
            new Window(slots[0].At, slots[^1].At), gapsCount);

    private static Slot[] Slots(int count, Func<int, bool> missing, bool miss = true) =>
        [.. Enumerable.Range(0, count)
            .Select(i => new Slot(SyntheticRun.Start.AddSeconds(10 * i), missing(i) ? null : 1, missing(i)
            && miss ? new Miss(MissKind.TimedOut, "made by a test") : null, null, null))];
}
