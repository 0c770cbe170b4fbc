using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

internal sealed class AutocorrelationTests
{
    [Test]
    public void The_closed_form_for_1_2_3_4()
    {
        // Deviations -1.5, -0.5, 0.5, 1.5: squares sum to 5, neighbours' products to 1.25, those two apart to -1.5.
        Autocorrelation.At([1, 2, 3, 4], 0).ShouldBe(1, 1e-12);
        Autocorrelation.At([1, 2, 3, 4], 1).ShouldBe(0.25, 1e-12);
        Autocorrelation.At([1, 2, 3, 4], 2).ShouldBe(-0.3, 1e-12);
        Autocorrelation.At([1, 2, 3, 4], 9).ShouldBe(0);
    }

    [Test]
    public void Equal_values_have_none() => Autocorrelation.At([1, 1, 1], 1).ShouldBe(0);

    [Test]
    public void A_lag_is_not_negative() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Autocorrelation.At([1, 2], -1));
}
