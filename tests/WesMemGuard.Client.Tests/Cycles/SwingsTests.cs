using WesMemGuard.Client.Cycles;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>When levels that never leave the same twice are warm enough to be judged.</summary>
internal sealed class SwingsTests
{
    private const long Least = 1024;

    /// <summary>As a list that is cleared at 3,000 entries left them, in KiB.</summary>
    [Test]
    public void A_list_that_is_cleared_now_and_then_goes_on() =>
        GoOn(120, 210, 40, 190, 90, 230, 60, 200).ShouldBeTrue();

    /// <summary>What was set up at first goes; a leak beneath it would not show.</summary>
    [Test]
    public void What_still_falls_does_not() => GoOn(900, 880, 700, 710, 540, 550, 400, 410, 300, 290).ShouldBeFalse();

    [Test]
    public void What_rises_and_swings_goes_on() => GoOn(100, 130, 110, 150, 125, 160, 140, 180).ShouldBeTrue();

    [Test]
    public void One_step_down_and_up_is_no_swing() => GoOn(500, 500, 500, 200, 200, 600, 600, 600).ShouldBeFalse();

    [Test]
    public void Steps_of_a_kilobyte_are_none() => GoOn(1, 2, 1, 2, 1, 2, 1, 2, 1, 2).ShouldBeFalse();

    [Test]
    public void Seven_levels_are_too_few() => GoOn(120, 210, 40, 190, 90, 230, 260).ShouldBeFalse();

    private static bool GoOn(params int[] kibibytes) => Swings.GoOn([.. kibibytes.Select(k => k * Least)], Least);
}
