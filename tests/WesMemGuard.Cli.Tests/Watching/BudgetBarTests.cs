using WesMemGuard.Cli.Output.Watching;

namespace WesMemGuard.Cli.Tests.Watching;

internal sealed class BudgetBarTests
{
    [TestCase(5.0, 10.0, "[#####·····] 50 %")]
    [TestCase(10.0, 10.0, "[##########] 100 %")]
    [TestCase(30.0, 10.0, "[##########] 300 %")]
    [TestCase(1e9, 10.0, "[##########] >999 %")]
    [TestCase(-3.0, 10.0, "[··········] 0 %")]
    [TestCase(1.0, 0.0, "[##########] >999 %")]
    [TestCase(0.0, 0.0, "[··········] 0 %")]
    [TestCase(null, 10.0, "[··········]")]
    [TestCase(double.NaN, 10.0, "[··········]")]
    public void A_limit_is_drawn_by_how_much_of_it_is_used(double? value, double budget, string bar) =>
        BudgetBar.Of(value, budget, 10).ShouldBe(bar);
}
