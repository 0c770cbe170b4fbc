using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts;

internal sealed class RhythmTests
{
    private static readonly Window Whole = new(Second(0), Second(600));

    [Test]
    public void The_interval_is_the_lower_quartile_of_the_gaps_because_lost_answers_only_lengthen_them() =>
        Of([0, 10, 20, 50, 60, 120, 130]).Interval.ShouldBe(10);

    [Test]
    public void A_declared_interval_is_believed() => Of([0, 10, 20, 30], declared: 5).Interval.ShouldBe(5);

    [Test]
    public void Two_requests_make_an_interval_and_one_makes_the_slowest_poll()
    {
        Of([0, 12]).Interval.ShouldBe(12);
        Of([0]).Interval.ShouldBe(30);
        Of([]).Interval.ShouldBe(30);
    }

    [Test]
    public void Requests_of_one_instant_leave_a_tenth_of_a_second() => Of([0, 0, 0, 0]).Interval.ShouldBe(0.1);

    [TestCase(0, 600, 5)]
    [TestCase(25, 600, 5)]
    [TestCase(31, 600, 4)]
    [TestCase(0, 59, 3)]
    [TestCase(0, 60, 4)]
    [TestCase(35, 55, 2)]
    [TestCase(0, 20, 0)]
    [TestCase(80, 600, 0)]
    [TestCase(70, 600, 1)]
    public void What_is_lacking_in_a_gap_is_counted_where_it_would_lie(double from, double to, double lacking) =>
        Of([0, 10, 20, 80, 90], declared: 10).Lacking(new Window(Second(from), Second(to))).ShouldBe(lacking);

    [Test]
    public void Gaps_add_up() => Of([0, 10, 40, 50, 80], declared: 10).Lacking(Whole).ShouldBe(4);

    [Test]
    public void A_gap_of_less_than_one_and_a_half_intervals_lacks_nothing()
    {
        Of([0, 10, 24], declared: 10).Lacking(Whole).ShouldBe(0);
        Of([0, 10, 26], declared: 10).Lacking(Whole).ShouldBe(1);
    }

    [Test]
    public void Requests_of_another_mark_have_a_rhythm_of_their_own()
    {
        (DateTimeOffset, string?)[] requests =
            [(Second(0), null), (Second(10), null), (Second(20), null), (Second(0), "gc"), (Second(15), "gc"), (Second(60), "gc")];

        var rhythm = new Rhythm(requests, null);

        rhythm.Interval.ShouldBe(10);
        rhythm.Lacking(Whole).ShouldBe(2);
        new Rhythm(requests.Where(r => r.Item2 is null), null).Lacking(Whole).ShouldBe(0);
    }

    private static Rhythm Of(double[] seconds, double? declared = null) =>
        new(seconds.Select(s => (Second(s), (string?)null)), declared);

    private static DateTimeOffset Second(double second) => SyntheticRun.Start.AddSeconds(second);
}
