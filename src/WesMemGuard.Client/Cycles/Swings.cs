namespace WesMemGuard.Client.Cycles;

/// <summary>Levels of what is filled and cleared by turns: no two cycles leave the same, however long one waits.</summary>
internal static class Swings
{
    /// <summary>So few could be one fall with a bump in it.</summary>
    private const int FewestLevels = 8, FewestTurns = 3;

    /// <summary>
    /// Whether levels turned from up to down or back at least three times, and their later half lies no lower than the earlier one: a level
    /// that still falls, as after much was set up, would hide a leak beneath it.
    /// </summary>
    /// <param name="levels">In bytes, one after the other.</param>
    /// <param name="least">A step of so many bytes or fewer is none.</param>
    public static bool GoOn(ReadOnlySpan<long> levels, long least)
    {
        if (levels.Length < FewestLevels)
            return false;
        var (turns, last) = (0, 0);
        for (var i = 1; i < levels.Length; i++)
        {
            var step = levels[i] - levels[i - 1];
            if (Math.Abs(step) <= least)
                continue;
            if (Math.Sign(step) == -last)
                turns++;
            last = Math.Sign(step);
        }

        var half = levels.Length / 2;
        return turns >= FewestTurns && Mean(levels[^half..]) >= Mean(levels[..half]);
    }

    private static double Mean(ReadOnlySpan<long> levels)
    {
        double sum = 0;
        foreach (var level in levels)
            sum += level;
        return sum / levels.Length;
    }
}
