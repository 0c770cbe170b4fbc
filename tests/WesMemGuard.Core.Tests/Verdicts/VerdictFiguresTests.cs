using WesMemGuard.Units;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts;

internal sealed class VerdictFiguresTests
{
    [TestCase(28.8, "MiB/h", "28.8 MiB/h")]
    [TestCase(1928.84, "MiB", "1,928.8 MiB")]
    [TestCase(0.25, "MiB", "0.25 MiB")]
    [TestCase(0, "MiB", "0.0 MiB")]
    [TestCase(1, "MiB", "1.0 MiB")]
    [TestCase(-0.5, "MiB", "-0.50 MiB")]
    [TestCase(0.001, "MiB/h", "1.0 KiB/h")]
    [TestCase(0.0001, "MiB", "0.10 KiB")]
    [TestCase(0.001, "KiB/transfer", "0.00 KiB/transfer")]
    [TestCase(42, "count", "42")]
    [TestCase(0.5, "count", "0.5")]
    [TestCase(12345.678, "count/h", "12,345.68/h")]
    public void A_figure_has_one_decimal_or_two_where_one_would_hide_it(double value, string unit, string shown) =>
        VerdictFigures.Measured(Of(value, unit)).ShouldBe(shown);

    [Test]
    public void What_was_not_measured_is_a_dash() => VerdictFigures.Measured(Of(null, "MiB")).ShouldBe("-");

    [Test]
    public void The_interval_has_the_figures_own_unit()
    {
        VerdictFigures.Measured(Of(28.8,
            "MiB/h") with
        { Low = 25.31, High = 33 }).ShouldBe("28.8 MiB/h (25.3 .. 33.0)");
        VerdictFigures.Measured(Of(0.002,
            "MiB/h") with
        { Low = -0.001, High = 0.004 }).ShouldBe("2.0 KiB/h (-1.0 .. 4.1)");
        VerdictFigures.Measured(Of(28.8, "MiB/h") with { Low = 25.31 }).ShouldBe("28.8 MiB/h");
    }

    [Test]
    public void A_breach_never_looks_like_its_limit()
    {
        VerdictFigures.Measured(Of(4.04, "MiB/h") with { Outcome = Outcome.Broken }).ShouldBe("4.04 MiB/h");
        VerdictFigures.Measured(Of(4.0001, "MiB/h") with { Outcome = Outcome.Broken }).ShouldBe("4.0001 MiB/h");
        VerdictFigures.Measured(Of(4.04, "MiB/h")).ShouldBe("4.0 MiB/h");
        VerdictFigures.Measured(Of(0.002,
            "MiB/h") with
        { Outcome = Outcome.Broken, Budget = 0.00199 }).ShouldBe("2.05 KiB/h");
    }

    [TestCase(4, "MiB/h", "4.0 MiB/h")]
    [TestCase(0.001, "MiB/transfer", "1.0 KiB/transfer")]
    [TestCase(60, "count/h", "60/h")]
    public void The_limit_is_written_like_the_figure(double budget, string unit, string shown) =>
        VerdictFigures.Budget(Of(1, unit) with { Budget = budget }).ShouldBe(shown);

    [TestCase(0.005, false)]
    [TestCase(0.0049, true)]
    [TestCase(0, false)]
    [TestCase(-0.004, true)]
    public void Two_decimals_show_nothing_of_less_than_half_a_hundredth(double value, bool tiny) =>
        Decimals.IsTiny(value).ShouldBe(tiny);

    [TestCase(0, "0.0")]
    [TestCase(0.001, "0.0")]
    [TestCase(-0.001, "0.0")]
    [TestCase(-0.04, "-0.04")]
    [TestCase(0.996, "1.00")]
    [TestCase(1, "1.0")]
    [TestCase(10.04, "10.0")]
    public void A_size_is_never_shown_as_minus_nothing(double value, string shown) =>
        Decimals.Of(value).ShouldBe(shown);

    [TestCase(1.5, 1, "1.50")]
    [TestCase(1.0001, 1, "1.0001")]
    [TestCase(1.000000001, 1, "1.000000001")]
    [TestCase(1, 1, "1.000000000")]
    public void As_few_decimals_tell_a_value_from_another_as_will_do(double value, double other, string shown) =>
        Decimals.Apart(value, other).ShouldBe(shown);

    private static Verdict Of(double? value, string unit) => new()
    {
        Of = "process",
        Metric = "liveHeap",
        Limit = "growthPerHour <= 4 MiB",
        Outcome = Outcome.Held,
        Value = value,
        Budget = 4,
        Unit = unit,
        Evidence = "next_gc",
        Reason = OutcomeReasons.Of(Outcome.Held),
        Message = new VerdictMessage(OutcomeReasons.Of(Outcome.Held)),
    };
}
