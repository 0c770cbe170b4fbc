using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Core.Tests.Verdicts.Judging;

internal sealed class ErrorSpendingTests
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(2);

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(60)]
    public void However_often_is_looked_the_looks_never_spend_more_than_the_whole(int minutes)
    {
        var spending = new ErrorSpending(0.005, First, TimeSpan.FromHours(24));
        var spent = 0.0;
        for (var minute = minutes; minute <= 3 * 24 * 60; minute += minutes)
        {
            var own = spending.Spend(TimeSpan.FromMinutes(minute));
            own.ShouldBeGreaterThanOrEqualTo(0);
            spent += own;
        }

        spent.ShouldBe(0.005, 1e-9);
    }

    [Test]
    public void Nothing_is_spent_before_the_first_look_and_something_at_it()
    {
        var spending = new ErrorSpending(0.005, First, TimeSpan.FromHours(24));

        spending.Spend(TimeSpan.FromMinutes(1)).ShouldBe(0);
        spending.Spend(First).ShouldBe(0.005 / (1 + Math.Log(720)), 1e-12);
        spending.Spend(First).ShouldBe(0);
    }

    [Test]
    public void Who_looks_seldom_has_more_each_time()
    {
        var (often, seldom) = (new ErrorSpending(0.005, First, TimeSpan.FromHours(24)), new ErrorSpending(0.005, First,
            TimeSpan.FromHours(24)));
        for (var minute = 2; minute < 60; minute++)
            often.Spend(TimeSpan.FromMinutes(minute));
        seldom.Spend(First);

        seldom.Spend(TimeSpan.FromHours(1)).ShouldBeGreaterThan(20 * often.Spend(TimeSpan.FromHours(1)));
    }
}
