using WesMemGuard.Statistics;

namespace WesMemGuard.Client.Cycles;

/// <summary>
/// Steps in which a collection's array doubled, told from what calls leave one by one. A line through the levels takes a step in their
/// middle for much more than it is: 82 B a call were seen for a queue that keeps 40 B and 8 to 16 B of its array.
/// </summary>
internal static class ArraySteps
{
    private const int FewestIncrements = 6, MostStepsIn = 3;

    /// <summary>Smaller steps are the runtime's own, or noise.</summary>
    private const long LeastStep = 128 * 1024;

    /// <summary>How many times the usual deviation of a cycle a step is.</summary>
    private const double Unusual = 8;

    /// <summary>An array takes no more than so many times what its elements do: the entries of a dictionary of small objects.</summary>
    private const double MostOfElements = 2;

    /// <summary>
    /// The levels with the steps taken out, and what the array takes for each call, at least: a step at so many calls since the first
    /// is half of an array that has room for twice as many; just after it, it takes twice that.
    /// </summary>
    /// <param name="levels">The levels, warm-up left out.</param>
    /// <returns>Null where nothing looks like such a step.</returns>
    public static (CycleLevel[] Levels, double PerCall)? Apart(IReadOnlyList<CycleLevel> levels)
    {
        var count = levels.Count - 1;
        if (count < FewestIncrements)
            return null;
        double[] perCall = [.. Enumerable.Range(0, count).Select(i => Left(levels, i) / Calls(levels, i))];
        var usual = Median.Of(perCall);
        var deviation = Median.Of([.. perCall.Select(p => Math.Abs(p - usual))]);
        double Excess(int i) => Left(levels, i) - (usual * Calls(levels, i));
        int[] steps = [.. Enumerable.Range(0, count).Where(i => Excess(i) > LeastStep && perCall[i] - usual > Unusual * deviation)];
        if (steps.Length == 0 || steps.Length * MostStepsIn > count)
            return null;
        var ofArray = steps.Max(i => Excess(i) / levels[i].Calls);
        if (usual <= 0 || ofArray > MostOfElements * usual)
            return null;
        var without = levels.ToArray();
        double above = 0;
        for (var i = 0; i < count; i++)
        {
            above += steps.Contains(i) ? Excess(i) : 0;
            without[i + 1] = levels[i + 1] with { Heap = levels[i + 1].Heap with { Live = levels[i + 1].Heap.Live - (long)above } };
        }

        return (without, ofArray);
    }

    private static double Left(IReadOnlyList<CycleLevel> levels, int i) => levels[i + 1].Heap.Live - levels[i].Heap.Live;

    private static double Calls(IReadOnlyList<CycleLevel> levels, int i) => Math.Max(1, levels[i + 1].Calls - levels[i].Calls);
}
