using WesMemGuard.Client.Growing;
using WesMemGuard.Client.Heaps;

namespace WesMemGuard.Client.Tests.Growing;

/// <summary>Which types grow with the calls.</summary>
internal sealed class GrowingTypesTests
{
    private const ulong Quote = 1, Buffer = 2, Other = 3;

    [Test]
    public void A_type_that_grows_in_each_cycle_is_told()
    {
        var growth = Growing(Steps([100, 200, 300, 400])).ShouldHaveSingleItem();

        (growth.Type, growth.CountPerCall, growth.BytesPerCall).ShouldBe((Quote, 0.1, 4.0));
    }

    [Test]
    public void One_object_in_a_hundred_calls_is_told() =>
        Growing(Steps([0, 10, 20, 30])).ShouldHaveSingleItem().CountPerCall.ShouldBe(0.01, 1e-9);

    [Test]
    public void A_cache_that_is_filled_after_two_cycles_is_not() => Growing(Steps([0, 100, 200, 200])).ShouldBeEmpty();

    [Test]
    public void A_step_is_not() => Growing(Steps([0, 0, 5000, 5000])).ShouldBeEmpty();

    [Test]
    public void What_comes_and_goes_is_not() => Growing(Steps([0, 100, 50, 150])).ShouldBeEmpty();

    [Test]
    public void A_few_by_chance_are_not() => Growing(Steps([0, 4, 8, 12])).ShouldBeEmpty();

    [Test]
    public void Two_cycles_are_too_few() => Growing(Steps([0, 100, 200])).ShouldBeEmpty();

    [Test]
    public void An_array_that_doubles_with_the_calls_is_told_by_its_bytes()
    {
        static HeapTally Of(long bytes) => Tally((Buffer, new(1, bytes)));
        HeapStep[] steps = [new(1000, Of(8000), Of(16000)), new(2000, Of(16000), Of(32000)), new(4000, Of(32000), Of(64000))];

        var growth = Growing(steps).ShouldHaveSingleItem();
        (growth.CountPerCall, growth.BytesPerCall).ShouldBe((0, 8));
    }

    [Test]
    public void What_grows_in_a_rest_as_well_is_not_the_calls()
    {
        var steps = Steps([0, 100, 200, 300]);
        var rest = Steps([300, 350])[0];

        GrowingTypes.ShareWithoutCalls(rest, steps[^1], Growing(steps)).ShouldBe(0.5);
    }

    [Test]
    public void What_is_given_back_in_a_rest_was_on_its_way()
    {
        var steps = Steps([0, 100, 200, 300]);

        GrowingTypes.Of(steps, Steps([300, 100])[0]).ShouldBeEmpty();
        GrowingTypes.Of(steps, Steps([300, 290])[0]).ShouldNotBeEmpty();
    }

    private static IReadOnlyList<TypeGrowth> Growing(HeapStep[] steps) =>
        GrowingTypes.Of(steps, new HeapStep(0, steps[^1].After, steps[^1].After));

    private static HeapStep[] Steps(long[] counts) =>
        [.. counts.Zip(counts.Skip(1), (a, b) => new HeapStep(1000, Of(a), Of(b)))];

    private static HeapTally Of(long count) => Tally((Quote, new(count, count * 40)), (Other, new(7, 700)));

    private static HeapTally Tally(params (ulong Type, TypeTally Objects)[] types)
    {
        var tally = new HeapTally();
        foreach (var (type, objects) in types)
            tally.Types[type] = objects;
        return tally;
    }
}
