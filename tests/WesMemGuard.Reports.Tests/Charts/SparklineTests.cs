using WesMemGuard.Reports.Charts;

namespace WesMemGuard.Reports.Tests.Charts;

internal sealed class SparklineTests
{
    [TestCase(new[] { 0.0, 1, 2, 3, 4, 5, 6, 7 }, 8, "▁▂▃▄▅▆▇█")]
    [TestCase(new[] { 0.0, 1, 2, 3, 4, 5, 6, 7 }, 2, "▁█")]
    [TestCase(new[] { 7.0, 0 }, 8, "█▁")]
    [TestCase(new[] { 5.0, 5, 5 }, 8, "▁▁▁")]
    [TestCase(new double[0], 8, "")]
    [TestCase(new[] { 1.0 }, 0, "")]
    public void A_course_is_drawn_between_its_least_and_its_largest(double[] values, int width, string line) =>
        Sparkline.Of(values, width).ShouldBe(line);
}
