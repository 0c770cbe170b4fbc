using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Core.Tests.Verdicts.Judging;

internal sealed class DecisionForecastTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void An_interval_must_shrink_to_the_distance_from_the_limit()
    {
        // Twice as wide as the distance, at nearly the error of a look: 2^(2/3) times as long, and a little more for its error.
        var time = DecisionForecast.Of(Earlier(0, -8, 8, 0.9998));

        time!.Value.TotalMinutes.ShouldBe(60 * Math.Pow(2, 2.0 / 3), 0.5);
        DecisionForecast.Of(Earlier(0, -8, 8, 0.98))!.Value.ShouldBeGreaterThan(time.Value);
    }

    [Test]
    public void What_is_known_better_or_lies_farther_off_takes_less() =>
        DecisionForecast.Of(Earlier(-20, -21, -19, 0.98))!.Value.ShouldBeLessThan(TimeSpan.FromMinutes(10));

    [Test]
    public void Without_an_interval_or_at_the_limit_nothing_is_forecast()
    {
        DecisionForecast.Of(Earlier(4, 3, 5, 0.98)).ShouldBeNull();
        DecisionForecast.Of(Earlier(0, null, 8, 0.98)).ShouldBeNull();
        DecisionForecast.Of(Earlier(3.9999999, -90, 90, 0.98)).ShouldBeNull();
    }

    private static Verdict Earlier(double value, double? low, double? high, double confidence) => new()
    {
        Of = "process",
        Metric = "liveHeap",
        Limit = "growthPerHour",
        Outcome = Outcome.Inconclusive,
        Value = value,
        Low = low,
        High = high,
        Confidence = confidence,
        Budget = 4,
        Unit = "MiB/h",
        From = Start,
        To = Start.AddHours(1),
        Evidence = "next_gc",
        Reason = JudgeReasons.ErrorShared(1, Outcome.Held),
        Message = new VerdictMessage(JudgeReasons.ErrorShared(1, Outcome.Held)),
    };
}
