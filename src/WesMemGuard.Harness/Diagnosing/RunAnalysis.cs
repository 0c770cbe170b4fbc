using WesMemGuard.Analysis;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Diagnosing;

/// <summary>
/// The picture of a node's memory: what it is made of, held against thresholds, with what was recognised.
/// </summary>
/// <param name="Name">What was analysed.</param>
/// <param name="Diagnosed">What was read and recognised.</param>
/// <param name="Pictures">The moments: the largest heap_alloc and the end of a run, or now; none without a
/// sample.</param>
/// <param name="Thresholds">Every threshold with its figure; none without a sample.</param>
internal sealed record RunAnalysis(string Name, RunDiagnosis Diagnosed, IReadOnlyList<MemoryPicture> Pictures,
    IReadOnlyList<ThresholdCheck> Thresholds)
{
    /// <summary>Analyses what was read.</summary>
    /// <param name="diagnosed">What was read and recognised.</param>
    /// <param name="now">Whether the last sample alone is asked for, as of a running node.</param>
    public static RunAnalysis Of(RunDiagnosis diagnosed, bool now)
    {
        var run = diagnosed.Source.Run;
        var known = new Dictionary<DateTimeOffset, HeapPortrait?>();
        HeapPortrait? At(DateTimeOffset at) =>
            known.TryGetValue(at, out var portrait) ? portrait : known[at] = HolderProfile.At(run, at).Portrait();
        var taker = new PictureTaker(diagnosed.Case, At, SystemOf(diagnosed.Source.Log));
        var pictures = !now ? taker.Moments() : taker.Now() is { } picture ? [picture] : [];
        return new RunAnalysis(
            diagnosed.Source.CommandPath ?? diagnosed.Source.EvidencePath, diagnosed, pictures,
            // They are the node's own rules: of another service nothing is held against them.
            pictures.Count == 0 || (run.Memory.Count == 0 && run.Header.Origin != RunOrigin.Log) ? []
                : Analysis.Thresholds.Of(diagnosed.Case, pictures[^1]));
    }

    private static List<SystemFigures> SystemOf(LogReading? log) => log is null ? [] : [.. log.Samples
        .Where(s => s.Extra is { HeapSys: not null, StackInuse: not null, Sys: not null })
        .Select(s => new SystemFigures(s.At, s.Extra.HeapSys!.Value, s.Extra.StackInuse!.Value, s.Extra.Sys!.Value))];
}
