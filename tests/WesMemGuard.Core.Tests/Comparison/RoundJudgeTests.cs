using WesMemGuard.Bench.Shapes;
using WesMemGuard.Comparison;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Comparison;

/// <summary>Differences a unit of work, of pairs as they come: many to one block, under several loads, filling and then flat.</summary>
internal sealed class RoundJudgeTests
{
    private const double Alpha = 0.01;

    [Test]
    public void Pairs_between_two_blocks_are_one_point()
    {
        var noise = new Noise(1);
        // A block each 30 s, a pair each 10: three pairs to a block.
        TimedValue[] points = [.. Enumerable.Range(0, 60).Select(i => new TimedValue(i / 3, (1000 * (i / 3)) + (50 * noise.Normal())))];
        TimedValue[] thin = [.. points.GroupBy(p => p.Seconds).Select(g => new TimedValue(g.Key, g.Average(p => p.Value)))];

        var found = RoundJudge.OverWork(points, points.Length, Alpha);

        found.Value.ShouldBe(1000, 20);
        found.ShouldBe(RoundJudge.OverWork(thin, points.Length, Alpha));
    }

    [Test]
    public void A_chain_that_stops_has_no_more_points_than_it_had_blocks()
    {
        TimedValue[] points = [.. Enumerable.Range(0, 60).Select(i => new TimedValue(Math.Min(i, 12), 1000.0 * Math.Min(i, 12)))];

        RoundJudge.OverWork(points, points.Length, Alpha).Value.ShouldBe(1000, 1);
        RoundJudge.OverWork([.. points.Select(p => p with { Seconds = 5 })], points.Length, Alpha).High.ShouldBe(double.PositiveInfinity);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void What_stopped_under_several_loads_is_known_to_have_stopped(bool stops)
    {
        var noise = new Noise(3);
        var (pairs, work, load, done) = (new TimedValue[240], new double[240], new double[240], 0.0);
        for (var i = 0; i < pairs.Length; i++)
        {
            load[i] = i / 15 % 2 == 0 ? 1 : 10;
            done += load[i] * 15;
            work[i] = done;
            var kept = 1000 * Math.Min(done, stops ? 8000 : double.MaxValue);
            pairs[i] = new TimedValue(i * 15, kept + (200 * load[i]) + (9000 * noise.Normal()));
        }

        var found = RoundJudge.UnderLoads(pairs, work, load, Alpha);

        found.Low.ShouldBeGreaterThan(0);
        found.HasStopped.ShouldBe(stops);
    }
}
