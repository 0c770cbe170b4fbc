using WesMemGuard.Measurement;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Texts;

internal sealed class NearestNameTests
{
    [TestCase("", "abc", 3)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("heapAloc", "heapAlloc", 1)]
    [TestCase("growthPerHuor", "growthPerHour", 1)]
    [TestCase("ca", "abc", 3)]
    public void The_distance_counts_slips_of_the_hand(string a, string b, int distance) =>
        NearestName.Distance(a, b).ShouldBe(distance);

    [TestCase("RSS", "rss")]
    [TestCase("heap", "liveHeap")]
    [TestCase("goroutine", "goroutines")]
    [TestCase("cpu", null)]
    [TestCase("x", null)]
    [TestCase("", null)]
    public void A_near_name_is_offered_and_a_far_one_is_not(string name, string? nearest) =>
        NearestName.Of(name, Metrics.Names(ofProcess: true)).ShouldBe(nearest);

    [Test]
    public void A_name_of_a_million_letters_costs_nothing() =>
        NearestName.Of(new string('a', 1_000_000), ["a"]).ShouldBeNull();
}
