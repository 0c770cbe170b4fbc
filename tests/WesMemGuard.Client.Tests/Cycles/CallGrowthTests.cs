using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Processes;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>How many calls say that nothing grows.</summary>
internal sealed class CallGrowthTests
{
    /// <summary>As it was seen of a set: it doubled during warm-up, and would again after as many calls as it had.</summary>
    [TestCase(152_767, 272_767, ExpectedResult = false)]
    [TestCase(152_767, 324_901, ExpectedResult = false)]
    [TestCase(152_767, 343_726, ExpectedResult = true)]
    [TestCase(100, 7_000, ExpectedResult = true)]
    public bool An_array_would_have_doubled_in_them(long first, long last) => CallGrowth.WouldDouble([Level(first), Level(last)]);

    private static CycleLevel Level(long calls) => new(calls, new SettledHeap(1), default, TimeSpan.Zero);
}
