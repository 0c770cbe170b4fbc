using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Processes;
using WesMemGuard.Growth;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>What a call leaves beside an array that doubles.</summary>
internal sealed class ArrayStepsTests
{
    private const int Object = 40, Reference = 8, Cycle = 20_000;

    /// <summary>A line through such levels of a queue rises by up to 82 B a call; 40 are objects, 8 to 16 of an array.</summary>
    [TestCase(60_000)]
    [TestCase(80_000)]
    [TestCase(100_000)]
    [TestCase(192_767)]
    [TestCase(240_000)]
    public void A_queue_grows_by_its_objects_and_by_what_its_array_takes_for_each(long warm)
    {
        var found = CallGrowth.OfHeap(Levels(warm, calls => (Object * calls) + (Reference * Room(calls))), 0);

        found.Outcome.ShouldBe(GrowthOutcome.Broken);
        found.SlopePerHour.ShouldBeInRange(Object + Reference - 4, Object + (2 * Reference) + 1);
        found.LowPerHour.ShouldBeLessThanOrEqualTo(found.SlopePerHour);
        found.HighPerHour.ShouldBeGreaterThanOrEqualTo(found.SlopePerHour);
    }

    /// <summary>A limit that the objects and their array keep was broken by the step in the middle.</summary>
    [Test]
    public void A_limit_that_is_kept_between_the_steps_is_not_broken_by_one()
    {
        var levels = Levels(192_767, calls => (Object * calls) + (Reference * Room(calls)));

        CallGrowth.OfHeap(levels, 66).Outcome.ShouldBe(GrowthOutcome.Held);
        CallGrowth.OfHeap(levels, 39).Outcome.ShouldBe(GrowthOutcome.Broken);
    }

    [Test]
    public void Objects_without_an_array_have_no_steps() =>
        ArraySteps.Apart(Levels(50_000, calls => Object * calls)).ShouldBeNull();

    /// <summary>Nothing but an array: its steps are all that there is to judge.</summary>
    [Test]
    public void What_is_nothing_but_an_array_has_no_steps_beside_it() =>
        ArraySteps.Apart(Levels(100_000, calls => Reference * Room(calls))).ShouldBeNull();

    /// <summary>As a pool of the runtime's makes them, once.</summary>
    [Test]
    public void A_jump_of_megabytes_beside_a_few_bytes_is_no_array_of_theirs() =>
        ArraySteps.Apart(Levels(50_000, calls => (2 * calls) + (calls > 100_000 ? 4 << 20 : 0))).ShouldBeNull();

    [Test]
    public void Noise_has_no_steps()
    {
        Random random = new(1);
        ArraySteps.Apart(Levels(50_000, calls => (Object * calls) + random.Next(1 << 18))).ShouldBeNull();
    }

    private static long Room(long calls) => (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)calls);

    private static List<CycleLevel> Levels(long warm, Func<long, long> bytes) => [.. Enumerable.Range(0, 7)
        .Select(i => warm + (i * Cycle))
        .Select((calls, i) => new CycleLevel(calls, new SettledHeap(bytes(calls)), default, TimeSpan.FromSeconds(i)))];
}
