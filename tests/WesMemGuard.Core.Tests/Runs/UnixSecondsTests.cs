using WesMemGuard.Runs;

namespace WesMemGuard.Core.Tests.Runs;

internal sealed class UnixSecondsTests
{
    [TestCase(1795348800.5, true)]
    [TestCase(0, false)]
    [TestCase(-1, false)]
    [TestCase(1e11, false)]
    [TestCase(1795348800500.0, false)]
    [TestCase(double.NaN, false)]
    [TestCase(null, false)]
    public void Milliseconds_and_what_is_no_figure_are_no_moment(double? seconds, bool isMoment) =>
        UnixSeconds.IsMoment(seconds).ShouldBe(isMoment);

    [TestCase(1795348800.5, "2026-11-22T12:00:00.5000000+00:00")]
    [TestCase(-1e20, "1970-01-01T00:00:00.0000000+00:00")]
    [TestCase(1e20, "5138-11-16T09:46:40.0000000+00:00")]
    public void Whatever_a_page_says_has_a_moment(double seconds, string moment) =>
        UnixSeconds.At(seconds).ToString("O").ShouldBe(moment);
}
