using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Collecting;

/// <summary>Finds why a log holds no samples.</summary>
internal static class WhyNoSamples
{
    private static readonly (char Letter, string Level)[] FromLowest =
        [('d', "debug"), ('i', "info"), ('w', "warn"), ('e', "error"), ('p', "panic"), ('f', "fatal")];

    /// <summary>The reason, for limits that can't be measured.</summary>
    public static EmptySource Of(IReadOnlyList<FamilyLog> logs)
    {
        var lines = logs.Sum(l => l.Lines);
        if (lines == 0)
            return new EmptySource(EmptyKind.NoLine);
        var broken = logs.Sum(l => l.Broken);
        if (broken > 0)
            return new EmptySource(EmptyKind.Broken, lines, broken,
                FirstProblem: logs.First(l => l.BrokenLines.Count > 0).BrokenLines[0].Why);
        var lowest = Array.Find(FromLowest, l => logs.Any(log => log.Levels[l.Letter] > 0));
        return lowest.Level switch
        {
            null => new EmptySource(EmptyKind.Foreign, lines),
            "debug" or "info" => new EmptySource(EmptyKind.RotatedAway, lines, Level: lowest.Level),
            _ => new EmptySource(EmptyKind.LevelTooHigh, lines, Level: lowest.Level),
        };
    }
}
