using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Verdicts;

/// <summary>What a phase's load came to, as tables of every surface show it.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Length">How long it took.</param>
/// <param name="Asked">Requests or connections that were due.</param>
/// <param name="Sent">Of these, the ones that left.</param>
/// <param name="Ok">The ones that the node did.</param>
/// <param name="Failed">All others, those that never left among them.</param>
/// <param name="Failures">The ways in which they failed, the most frequent first.</param>
internal sealed record LoadRow(string Phase, string Kind, TimeSpan Length, long Asked, long Sent, long Ok, long Failed,
    IReadOnlyList<Reason> Failures)
{
    /// <summary>Requests that the node did, a second.</summary>
    public double Rate => Length > TimeSpan.Zero ? Ok / Length.TotalSeconds : 0;

    /// <summary>How long answers took; null where it was not measured.</summary>
    public Latency? Latency { get; init; }

    /// <summary>How much later than due they left; null where it was not measured.</summary>
    public Latency? Lateness { get; init; }

    /// <summary>Accepted transfers that no block held by the end of the run; null where they were not followed.</summary>
    public long? NotMined { get; init; }

    /// <summary>The rows of a run's phases that asked for anything.</summary>
    public static IReadOnlyList<LoadRow> Of(MemoryRun run) => [.. run.Phases.Where(IsLoad).Select(Of)];

    /// <summary>The row of a phase.</summary>
    public static LoadRow Of(Phase phase)
    {
        var results = PhaseLoad.Results(phase);
        var ok = results.Where(r => r.Kind == LoadResultKind.Ok).Sum(r => r.Count);
        return new LoadRow(phase.Name, phase.Kind, phase.EndedAt - phase.StartedAt, PhaseLoad.Due(phase), phase.Sent, ok,
            results.Sum(r => r.Count) - ok, LoadFailures.Of(phase))
        {
            Latency = phase.Latency,
            Lateness = phase.Load?.Lateness,
            NotMined = phase.Load?.Mined is { } mined ? Math.Max(0, ok - mined) : null,
        };
    }

    private static bool IsLoad(Phase phase) => PhaseLoad.Due(phase) > 0 && PhaseKinds.Of(phase.Kind).Act != PhaseAct.Nothing;
}
