using WesMemGuard.Analysis;
using WesMemGuard.Diagnosis;
using WesMemGuard.Logs;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Diagnosing;

/// <summary>What a run, its profiles and its log show of one holder.</summary>
/// <param name="Holder">Which.</param>
/// <param name="First">Its first own report; null when it has none here.</param>
/// <param name="Last">Its last own report.</param>
/// <param name="Measured">What it holds by the last heap profile; null without one.</param>
/// <param name="Allocators">The functions that hold most.</param>
/// <param name="Goroutines">Where its goroutines stand.</param>
/// <param name="Lines">Its last lines in the log.</param>
internal sealed record ModuleLook(
    KnownHolder Holder, ModuleSample? First, ModuleSample? Last, HeapHolder? Measured,
    IReadOnlyList<HeldAt> Allocators, IReadOnlyList<HeldAt> Goroutines, IReadOnlyList<string> Lines)
{
    private const int MostPlaces = 5;
    private const int MostLines = 10;

    /// <summary>Looks at a holder.</summary>
    /// <param name="holder">Which.</param>
    /// <param name="run">What was seen.</param>
    /// <param name="logs">The log's file or folder; null without one.</param>
    /// <param name="ct">Stops reading the log.</param>
    public static ModuleLook Of(KnownHolder holder, MemoryRun run, string? logs, CancellationToken ct)
    {
        var own = run.Memory.Where(r => r.Sample is not null).SelectMany(r => r.Sample!.Modules)
            .Where(m => m.Module == holder.Name).ToList();
        var end = run.Profiles.Count > 0 ? run.Profiles[^1].At : run.Header.StartedAt;
        var profile = HolderProfile.At(run, end);
        return new ModuleLook(
            holder, own.Count > 0 ? own[0] : null, own.Count > 0 ? own[^1] : null,
            profile.Holders().FirstOrDefault(h => h.Module == holder.Name),
            profile.Allocators(holder.Name, MostPlaces), profile.Goroutines(holder.Name, MostPlaces),
            logs is null ? [] : CallerLines.Last(logs, holder.Callers, MostLines, ct));
    }
}
