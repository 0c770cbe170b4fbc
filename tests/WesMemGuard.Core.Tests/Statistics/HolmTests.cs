using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

/// <summary>Reference: statsmodels 0.13.5, multipletests(method="holm").</summary>
internal sealed class HolmTests
{
    private static readonly double[] Probabilities = [0.01, 0.04, 0.03, 0.005, 0.2];

    [Test]
    public void Adjusted_probabilities_agree_with_statsmodels()
    {
        double[] expected = [0.04, 0.09, 0.09, 0.025, 0.2];
        double[] adjusted = Holm.Adjusted(Probabilities);
        for (int i = 0; i < expected.Length; i++)
            adjusted[i].ShouldBe(expected[i], 1e-9);
    }

    [Test]
    public void Stepping_down_decides_what_the_adjusted_probabilities_decide()
    {
        double[] used = Holm.StepDown(5, 0.05, (question, alpha) => Probabilities[question] <= alpha);
        double[] adjusted = Holm.Adjusted(Probabilities);
        for (int i = 0; i < used.Length; i++)
            (Probabilities[i] <= used[i]).ShouldBe(adjusted[i] <= 0.05, $"question {i}");
    }

    [Test]
    public void When_none_is_decided_all_keep_the_equal_share() =>
        Holm.StepDown(4, 0.01, (_, _) => false).ShouldAllBe(share => share == 0.0025);

    [Test]
    public void Nothing_to_ask_needs_no_share() => Holm.StepDown(0, 0.01, (_, _) => true).ShouldBeEmpty();
}
