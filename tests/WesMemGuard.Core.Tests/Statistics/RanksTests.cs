using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

internal sealed class RanksTests
{
    [Test]
    public void Equal_values_share_their_mean_rank() => Ranks.Of([30, 10, 20, 20]).ShouldBe([4, 1, 2.5, 2.5]);

    [Test]
    public void Nothing_has_no_ranks() => Ranks.Of([]).ShouldBeEmpty();

    [Test]
    public void What_is_not_a_number_has_no_rank() => Should.Throw<ArgumentException>(() => Ranks.Of([double.NaN]));
}
