using WesMemGuard.Clients;

namespace WesMemGuard.Client.Growing;

/// <summary>
/// Which types grow with the calls. Bytes alone move for many reasons (pools, caches of the runtime, code that is compiled anew); a leak
/// leaves objects of the same types after each cycle, as many as there were calls.
/// </summary>
internal static class GrowingTypes
{
    /// <summary>The fewest cycles that show it.</summary>
    public const int FewestSteps = 3;

    /// <summary>The rarest leak that is looked for: one object in so many calls.</summary>
    private const double CallsPerObject = 250;

    /// <summary>The smallest growth of objects that stay the same in number.</summary>
    private const double FewestBytesPerCall = 1;

    /// <summary>Fewer objects come and go by chance.</summary>
    public const long FewestObjects = 8;

    /// <summary>The same of bytes in objects that stay the same in number.</summary>
    private const long FewestBytes = 4096;

    /// <summary>What gives back more than this share of its growth in a rest was not kept, but on its way.</summary>
    private const double MostGivenBack = 0.5;

    /// <summary>The types that grew in each cycle, those of most bytes first.</summary>
    /// <param name="steps">Cycles of calls.</param>
    /// <param name="rest">A time without calls after them.</param>
    public static IReadOnlyList<TypeGrowth> Of(IReadOnlyList<HeapStep> steps, HeapStep rest)
    {
        if (steps.Count < FewestSteps)
            return [];
        double calls = steps.Sum(s => s.Calls);
        return [.. steps[^1].After.Types.Keys
            .Where(t => GrewInEach(steps, t) && -rest.BytesOf(t) <= MostGivenBack * steps.Sum(s => s.BytesOf(t)))
            .Select(t => new TypeGrowth(t, Math.Max(0, steps.Sum(s => s.CountOf(t)) / calls), steps.Sum(s => s.BytesOf(t)) / calls))
            .OrderByDescending(t => t.BytesPerCall)];
    }

    /// <summary>
    /// The share of the growth of these types that came in a rest as well, against as long a time with calls; 0..1 and above.
    /// </summary>
    /// <param name="rest">A time without calls.</param>
    /// <param name="cycle">As long a time with calls.</param>
    /// <param name="types">The types that grew.</param>
    public static double ShareWithoutCalls(HeapStep rest, HeapStep cycle, IReadOnlyList<TypeGrowth> types)
    {
        double with = types.Sum(t => Math.Max(0, cycle.BytesOf(t.Type)));
        return with > 0 ? types.Sum(t => Math.Max(0, rest.BytesOf(t.Type))) / with : 0;
    }

    private static bool GrewInEach(IReadOnlyList<HeapStep> steps, ulong type) =>
        InProportion(steps, s => s.CountOf(type), FewestObjects, 1 / CallsPerObject)
        || InProportion(steps, s => s.BytesOf(type), FewestBytes, FewestBytesPerCall);

    private static bool InProportion(IReadOnlyList<HeapStep> steps, Func<HeapStep, long> growth, long fewest, double perCall)
    {
        var mean = steps.Sum(growth) / (double)steps.Sum(s => s.Calls);
        return mean >= perCall && steps.All(s => growth(s) >= fewest && growth(s) >= mean * CallResolution.LeastShare * s.Calls);
    }
}
