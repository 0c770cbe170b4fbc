using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>Is it one process from end to end? A growth across two of them is no growth.</summary>
internal static class IdentityGate
{
    /// <summary>What the breaks make of a window; null when none lies in it.</summary>
    public static GateFinding? Check(IReadOnlyList<RunBreak> breaks, Window window)
    {
        var inside = breaks.Where(b => b.At >= window.From && b.Since <= window.To
            && b.At <= window.To + TimeSpan.FromSeconds(60))
            .ToList();
        if (inside.Count == 0)
            return null;
        var replaced = inside.Where(b => b.Replaced).ToList();
        if (replaced.Count == 0)
            return new GateFinding(Outcome.Inconclusive, GateReasons.At(inside[0].What, inside[0].At));
        // Another chain says more than another count: whose node that is.
        var told = replaced.Find(b => b.IsChain) is { IsChain: true } chain ? chain : replaced[0];
        return new GateFinding(Outcome.Inconclusive, GateReasons.ProcessChanged(Moments(replaced), told.What, told.At));
    }

    /// <summary>Several sources see one restart within a poll of each other.</summary>
    private static int Moments(List<RunBreak> breaks)
    {
        var moments = 1;
        for (var i = 1; i < breaks.Count; i++)
        {
            if (breaks[i].At - breaks[i - 1].At > TimeSpan.FromSeconds(90))
                moments++;
        }

        return moments;
    }
}
