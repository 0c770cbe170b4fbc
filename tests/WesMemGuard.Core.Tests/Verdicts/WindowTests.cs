using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts;

internal sealed class WindowTests
{
    private static readonly Window Ten = new(SyntheticRun.At(0), SyntheticRun.At(10));

    [TestCase(0, true)]
    [TestCase(5, true)]
    [TestCase(10, true)]
    [TestCase(-0.01, false)]
    [TestCase(10.01, false)]
    public void Both_ends_belong_to_a_window(double minute, bool inside) =>
        Ten.Contains(SyntheticRun.At(minute)).ShouldBe(inside);

    [Test]
    public void A_window_that_ends_before_it_begins_has_no_length()
    {
        Ten.Length.ShouldBe(TimeSpan.FromMinutes(10));
        new Window(Ten.To, Ten.From).Length.ShouldBe(TimeSpan.Zero);
        new Window(Ten.To, Ten.To).Length.ShouldBe(TimeSpan.Zero);
    }

    [Test]
    public void The_second_half_begins_in_the_middle() =>
        Ten.SecondHalf.ShouldBe(new Window(SyntheticRun.At(5), SyntheticRun.At(10)));

    [Test]
    public void A_window_grows_by_what_is_given_to_each_side() =>
        Ten.Widened(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)).ShouldBe(new Window(SyntheticRun.At(-1),
            SyntheticRun.At(12)));
}
