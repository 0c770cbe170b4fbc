using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis;

/// <summary>What each unit of a load leaves behind for ever, where a growth fits it.</summary>
/// <param name="Problem">The known problem.</param>
/// <param name="Count">Units that were done.</param>
/// <param name="Holder">Who holds it.</param>
internal sealed record KeptByLoad(Problem Problem, long Count, SeenHolder Holder)
{
    /// <summary>
    /// What fits: an entry of the limiter's map is 110 B (measured), a confirmed transfer with what is cached of it 8.3
    /// KiB.
    /// </summary>
    private static readonly (PhaseKind Kind, Problem Problem, string Module, double Least, double Most, long Fewest)[] Known =
    [
        (PhaseKind.ClientAddresses, Problems.RateLimiterMap, "api", 50, 300, 2000),
        (PhaseKind.Transfers, Problems.PoolQueue, PoolQueueRule.Module, 2 * 1024, 24 * 1024, 100),
    ];

    /// <summary>
    /// The loads of a window whose units fit the growth, if one alone was driven; with several nobody can be told
    /// apart.
    /// </summary>
    public static IReadOnlyList<KeptByLoad> Of(MemoryRun run, DateTimeOffset from, DateTimeOffset to, double? bytes)
    {
        if (bytes is not > 0)
            return [];
        var found = new List<KeptByLoad>();
        foreach (var (kind, problem, module, least, most, fewest) in Known)
        {
            var name = PhaseKinds.Of(kind).Name;
            var units = (long)run.Phases.Where(p => p.Kind == name).Sum(p => Units(p, kind) * Share(p, from, to));
            var each = bytes.Value / Math.Max(1, units);
            if (units >= fewest && each >= least && each <= most)
                found.Add(new KeptByLoad(problem, units,
                    new SeenHolder(module, bytes.Value, kind == PhaseKind.ClientAddresses
                    ? SeenReasons.Addresses(units, each, new ByteSize(bytes.Value))
                    : SeenReasons.Transfers(units, each, new ByteSize(bytes.Value)))));
        }

        return found.Count == 1 ? found : [];
    }

    private static long Units(Phase phase, PhaseKind kind) => kind == PhaseKind.ClientAddresses
        ? Math.Min(phase.Ok, phase.Load?.Addresses ?? phase.Ok) : phase.Load?.Mined ?? 0;

    private static double Share(Phase phase, DateTimeOffset from, DateTimeOffset to)
    {
        var length = phase.EndedAt - phase.StartedAt;
        var inside = (phase.EndedAt < to ? phase.EndedAt : to) - (phase.StartedAt > from ? phase.StartedAt : from);
        return length > TimeSpan.Zero && inside > TimeSpan.Zero ? inside / length : 0;
    }
}
