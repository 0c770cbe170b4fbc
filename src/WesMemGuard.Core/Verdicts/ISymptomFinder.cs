using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>
/// Looks for who may hold a growth beside profiles: in the log, in counters, in the load that was sent. What is known of a service is
/// another room's work; the judge only asks.
/// </summary>
internal interface ISymptomFinder
{
    /// <summary>Who is seen to hold memory that grew between two moments, the largest first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="from">Start of the growth, UTC.</param>
    /// <param name="to">Its end, UTC.</param>
    /// <param name="bytes">By how much it grew; null where that isn't known.</param>
    IReadOnlyList<SeenHolder> OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to, double? bytes);
}

/// <summary>Who is seen to hold memory, by other evidence than profiles.</summary>
/// <param name="Module">The module.</param>
/// <param name="Bytes">About how much it holds.</param>
/// <param name="Seen">What was seen of it.</param>
public sealed record SeenHolder(string Module, double Bytes, Reason Seen);
