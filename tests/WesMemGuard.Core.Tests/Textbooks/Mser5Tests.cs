using WesMemGuard.Bench.Textbooks;
namespace WesMemGuard.Core.Tests.Textbooks;

internal sealed class Mser5Tests
{
    [Test]
    public void A_high_start_is_cut() =>
        Mser5.Truncation([.. Enumerable.Repeat(100.0, 10), .. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? 1.0 : 2.0)]).ShouldBe(10);

    [Test]
    public void The_best_cut_is_the_one_that_enumeration_finds()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(i => (50 * Math.Exp(-i / 6.0)) + Math.Sin(i * 2.1))];
        double[] batches = [.. values.Chunk(5).Select(batch => batch.Average())];
        var best = Enumerable.Range(0, (batches.Length / 2) + 1).MinBy(cut =>
        {
            var mean = batches[cut..].Average();
            return batches[cut..].Sum(value => (value - mean) * (value - mean)) / Math.Pow(batches.Length - cut, 2);
        });
        best.ShouldBeGreaterThan(0);
        Mser5.Truncation(values).ShouldBe(best * 5);
    }

    [Test]
    public void A_ramp_is_never_cut_past_half() =>
        Mser5.Truncation([.. Enumerable.Range(0, 100).Select(i => (double)i)]).ShouldBe(50);

    [Test]
    public void Too_few_values_are_not_cut() => Mser5.Truncation([100, 1, 1, 1, 1, 1, 1, 1, 1]).ShouldBe(0);
}
