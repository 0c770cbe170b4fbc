using WesMemGuard.Client.Growing;
using WesMemGuard.Client.Holders;

namespace WesMemGuard.Client.Cycles;

/// <summary>All that was measured of one client.</summary>
/// <param name="WarmUpCalls">Calls until its level was quiet.</param>
/// <param name="WarmUp">How long they took.</param>
/// <param name="Quiet">Whether it became quiet within its share of the time.</param>
/// <param name="Levels">The level at the end of warm-up, and one after each cycle.</param>
/// <param name="Walked">What walks of the heap showed; null when the bytes stood still and none was made.</param>
internal sealed record CycleRun(long WarmUpCalls, TimeSpan WarmUp, bool Quiet, IReadOnlyList<CycleLevel> Levels,
    HeapWalked? Walked)
{
    /// <summary>Calls in the cycles.</summary>
    public long Calls => Levels[^1].Calls - Levels[0].Calls;

    /// <summary>How long all took, walks included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What other threads of the process allocated while no call was made, in bytes a second.</summary>
    public double OthersAllocate { get; init; }
}

/// <summary>What walks of the heap showed.</summary>
/// <param name="Types">The types that grew with the calls, those of most bytes first, the first ones with the way they
/// are kept.</param>
/// <param name="WithoutCalls">The share of that growth that came in a rest as well.</param>
/// <param name="Calls">Calls between the walks.</param>
/// <param name="WhyNone">Why the heap could not be walked; null when it could.</param>
internal sealed record HeapWalked(IReadOnlyList<HeldType> Types, double WithoutCalls, long Calls, Exception? WhyNone)
{
    /// <summary>The time without calls after which most of the growth was gone; null where it stayed.</summary>
    public TimeSpan? GoneAfter { get; init; }
}

/// <summary>A type that grew.</summary>
/// <param name="Growth">By how much.</param>
/// <param name="Name">As C# writes it.</param>
/// <param name="Path">What keeps it; null when it wasn't looked for or nothing was found.</param>
internal sealed record HeldType(TypeGrowth Growth, string Name, HolderPath? Path)
{
    /// <summary>Whether it belongs to a web server, which then runs in the client's own process.</summary>
    public bool IsOfServer { get; init; }
}
