using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;
using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

/// <summary>What makes the judge fast must not change a bit of what it says.</summary>
internal sealed class WhiteningTests
{
    private const int Points = 37;

    private static readonly double[] Times = [.. Enumerable.Range(0, Points).Select(i => i + (0.1 * (i % 3)))];

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(11)]
    public void Columns_side_by_side_are_what_each_is_alone(int columns)
    {
        var noise = new Noise(9);
        double[] all = [.. Enumerable.Range(0, columns * Points).Select(_ => noise.Normal())];
        var whitening = new Whitening(Times, 3, 0.5);
        var together = new double[all.Length];

        whitening.Apply(all, together);

        for (var column = 0; column < columns; column++)
        {
            var alone = new double[Points];
            whitening.Apply(all.AsSpan(column * Points, Points), alone);
            together.AsSpan(column * Points, Points).ToArray().ShouldBe(alone);
        }

        together.ShouldNotBe(all);
    }

    [Test]
    public void Points_that_were_fitted_a_moment_ago_are_not_fitted_again_and_others_are()
    {
        var noise = new Noise(4);
        var points = Array.ConvertAll(Times, t => new TimedValue(60 * t, noise.Normal()));
        var first = TrendWindow.Of(points, apart: true);

        TrendWindow.Of([.. points], apart: true).ShouldBeSameAs(first);
        TrendWindow.Of(points, apart: false).ShouldNotBeSameAs(first);
        TrendWindow.Of([.. points.Select(p => p with { Seconds = p.Seconds + 60 })], apart: true).ShouldNotBeSameAs(first);
        points[^1] = points[^1] with { Value = 5 };
        TrendWindow.Of(points, apart: true).ShouldNotBeSameAs(first);
    }
}
