using System.Globalization;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>Was the declared load reached? Under 95 % a kept limit proves nothing; a broken one stays broken.</summary>
internal static class LoadGate
{
    private static readonly string[] Unloaded = ["idle", "sync"];
    private static readonly string[] Switched = ["mine-on", "mine-off", "restart", "kill", "pause"];
    private static readonly string[] Reading = ["reads", "stats", "rpc", "rest", "ips"];

    /// <summary>What takes <c>held</c> away; null when every phase of the window reached its load.</summary>
    public static GateFinding? Check(IEnumerable<Phase> phases)
    {
        foreach (var phase in phases)
        {
            var declared = Declared(phase);
            var achieved = Achieved(phase);
            if (declared > 0 && achieved < 0.95 * declared)
                return new GateFinding(Outcome.Inconclusive, Reason(phase, achieved, declared));
        }

        return null;
    }

    /// <summary>Requests that the phase's rate and length ask for; held connections are declared by their number alone.</summary>
    internal static double Declared(Phase phase)
    {
        if (Unloaded.Contains(phase.Kind))
            return 0;
        if (Switched.Contains(phase.Kind))
            return phase.Sent; // a switch that failed is a load that never happened; recordings that count none declare none
        return phase.Kind == "ws" ? Math.Max(phase.Sent, phase.Rate) : Math.Max(phase.Sent, Math.Floor(phase.Rate * (phase.EndedAt - phase.StartedAt).TotalSeconds));
    }

    /// <summary>For reads an error that the node answers in JSON-RPC is work done all the same (verdicts.md, gates).</summary>
    internal static double Achieved(Phase phase) =>
        Reading.Contains(phase.Kind) && phase.Error is not null && phase.Error.Contains("jsonrpc", StringComparison.Ordinal)
            ? phase.Ok + phase.Failed
            : phase.Ok;

    private static string Reason(Phase phase, double achieved, double declared)
    {
        var parts = new List<string>();
        if (phase.Limited > 0)
            parts.Add($"{phase.Limited} x 429 (the node's rate limit)");
        if (phase.Failed > 0)
            parts.Add($"{phase.Failed} failed");
        var why = parts.Count == 0 ? "" : ": " + string.Join(", ", parts);
        return string.Create(CultureInfo.InvariantCulture, $"load not reached in phase \"{phase.Name}\": {achieved:0} of {declared:0} {phase.Kind} ({100 * achieved / declared:0} %), 95 % are needed{why}");
    }
}
