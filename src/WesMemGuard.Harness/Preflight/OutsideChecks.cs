using System.Globalization;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Preflight;

/// <summary>What stands around a node: who else asks it, what time it has, and whether it stays the same.</summary>
internal static class OutsideChecks
{
    /// <summary>Less apart than this changes no window: they begin 15 s into their phase.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(2);

    public static PreflightLine Rate(PreflightLook look)
    {
        var asked = look.Misses.ToList();
        var sent = asked.Count + (look.Burst?.Sent ?? 0);
        var refused = asked.Count(m => m is { Kind: MissKind.RateLimited }) + (look.Burst?.Refused ?? 0);
        if (!look.IsAnswered)
            return new("rate", PreflightState.Limited, "untold");
        if (refused == 0)
            return look.Burst is { } burst
                ? new("rate", PreflightState.Ok, "ok", burst.Sent) : new("rate", PreflightState.Ok, "seen", sent);
        return refused * 2 >= sent
            ? new("rate", PreflightState.Impossible, "full", refused, sent)
            : new("rate", PreflightState.Limited, "eaten", refused, sent);
    }

    public static PreflightLine Clock(PreflightLook look)
    {
        var ahead = look.Run.Metrics.Select(r => r.Sample?.LastGcSeconds is { } at
            ? at - (r.At - DateTimeOffset.UnixEpoch).TotalSeconds : double.NegativeInfinity)
            .DefaultIfEmpty(double.NegativeInfinity).Max();
        if (ahead > Tolerated.TotalSeconds)
            return new("clock", PreflightState.Limited, "ahead", ahead);
        if (look.Clock is not var (least, most))
            return new("clock", PreflightState.Limited, "untold", look.WhyNoClock ?? PreflightReasons.NeverAsked());
        if (least > Tolerated)
            return new("clock", PreflightState.Limited, "ahead", least.TotalSeconds);
        return most < -Tolerated
            ? new("clock", PreflightState.Limited, "behind", -most.TotalSeconds) : new("clock", PreflightState.Ok, "ok");
    }

    public static PreflightLine Identity(PreflightLook look)
    {
        var chains = look.Run.Chain.Where(r => r.Sample is not null).Select(r => r.Sample!.ChainId).Distinct().ToList();
        var starts = look.Run.Metrics.Where(r => r.Sample?.StartTimeSeconds is not null)
            .Select(r => r.Sample!.StartTimeSeconds!.Value).Distinct().ToList();
        if (chains.Count > 1)
            return new("identity", PreflightState.Impossible, "otherChain", string.Join(" / ", chains));
        if (starts.Count > 1 || Falls(look.Run.Memory.Select(r => r.Sample?.NumGc))
            || Falls(look.Run.Metrics.Select(r => r.Sample?.GcCount)))
            return new("identity", PreflightState.Impossible, "otherProcess");
        if (chains.Count == 0)
            return new("identity", PreflightState.Limited, "noChain", look.Run.Chain is [{ Miss: { } miss }, ..]
                ? AnswerChecks.Detail(miss) : PreflightReasons.NeverAsked());
        return starts.Count == 0
            ? new("identity", PreflightState.Limited, "noStart", chains[0])
            : new("identity", PreflightState.Ok, "ok", chains[0], Utc(starts[0]));
    }

    /// <summary>An address spends its coin once a block: who holds none can send nothing.</summary>
    public static PreflightLine Coins(PreflightLook look)
    {
        if (look.Coins is not var (funded, asked))
            return new("coins", PreflightState.Ok, "untold");
        var carries = funded / CoinRule.LongestGap.TotalSeconds;
        return new("coins", PreflightState.Ok, funded == asked ? "ok" : "few", funded, asked, carries);
    }

    /// <summary>Completed collections fall only when the process is replaced.</summary>
    internal static bool Falls(IEnumerable<double?> counts)
    {
        var known = counts.OfType<double>().ToList();
        return known.Zip(known.Skip(1)).Any(pair => pair.Second < pair.First);
    }

    internal static string Utc(double seconds) =>
        UnixSeconds.At(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
