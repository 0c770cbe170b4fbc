using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts;

/// <summary>What there is to know of a whole run beside its verdicts.</summary>
internal static class RunReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RunReasons));

    public static Reason ChainStands(double height, DateTimeOffset from, DateTimeOffset to, double? rounds) =>
        new(Texts, "run.chainStands", ("height", height), ("from", from), ("to", to), ("rounds", rounds is { } r ? r : ReasonValue.None));

    public static Reason NotMined(string phase, long accepted, long notMined) =>
        new(Texts, "run.notMined", ("phase", phase), ("accepted", accepted), ("notMined", notMined));

    /// <summary>All of a run.</summary>
    internal static IReadOnlyList<Reason> Of(MemoryRun run)
    {
        var reasons = new List<Reason>();
        if (StandingChain.Of(run) is { } stands)
            reasons.Add(ChainStands(stands.Height, stands.From, stands.To, stands.Rounds));
        reasons.AddRange(LoadRow.Of(run).Where(row => row.NotMined > 0).Select(row => NotMined(row.Phase, row.Ok, row.NotMined!.Value)));
        return reasons;
    }
}
