using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

/// <summary>Reference: statsmodels 0.13.5, multipletests(method="holm").</summary>
internal sealed class HolmTests
{
    private static readonly double[] Probabilities = [0.01, 0.04, 0.03, 0.005, 0.2];

    // What statsmodels adjusts them to.
    private static readonly double[] Adjusted = [0.04, 0.09, 0.09, 0.025, 0.2];

    [TestCase(0.05)]
    [TestCase(0.08)]
    [TestCase(0.1)]
    [TestCase(0.02)]
    public void Stepping_down_decides_what_the_adjusted_probabilities_decide(double error)
    {
        var used = Holm.StepDown(5, error, (question, alpha) => Probabilities[question] <= alpha);
        for (var i = 0; i < used.Length; i++)
            (Probabilities[i] <= used[i]).ShouldBe(Adjusted[i] <= error, $"question {i}");
    }

    [Test]
    public void When_none_is_decided_all_keep_the_equal_share() =>
        Holm.StepDown(4, 0.01, (_, _) => false).ShouldAllBe(share => share == 0.0025);

    [Test]
    public void Nothing_to_ask_needs_no_share() => Holm.StepDown(0, 0.01, (_, _) => true).ShouldBeEmpty();
}
