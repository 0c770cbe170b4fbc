using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// Work done up to a moment: a phase's accepted requests, spread evenly over it; blocks from the chain's height; calls as the client
/// counts them.
/// </summary>
internal sealed class WorkDone
{
    private readonly List<Phase> _phases;
    private readonly List<(DateTimeOffset At, double Count)>? _counted;

    public WorkDone(MemoryRun run, WorkUnit unit, IEnumerable<Phase> phases)
    {
        _counted = unit switch
        {
            WorkUnit.Block => run.Blocks.Where(b => b.Sample is not null).Select(b => (b.At, b.Sample!.Height)).ToList(),
            WorkUnit.Call => run.Client.Where(c => c.Sample?.Calls is not null).Select(c => (c.At, c.Sample!.Calls!.Value)).ToList(),
            _ => null,
        };
        _phases = _counted is not null
            ? [] : phases.Where(p => PhaseKinds.Of(p.Kind).Units.Contains(unit) && Done(p) > 0 && p.EndedAt > p.StartedAt).ToList();
    }

    /// <summary>Whether nothing was done at all.</summary>
    public bool None => _counted is { } counted ? counted.Count < 2 || counted[^1].Count <= counted[0].Count : _phases.Count == 0;

    /// <summary>Units done up to a moment.</summary>
    public double Until(DateTimeOffset at) => _counted is { } counted
        ? counted.TakeWhile(c => c.At <= at).Select(c => c.Count).LastOrDefault(counted[0].Count)
        : _phases.Sum(p => Done(p) * Math.Clamp((at - p.StartedAt) / (p.EndedAt - p.StartedAt), 0, 1));

    /// <summary>
    /// Units a second at a moment. Blocks come at the chain's pace and calls at the client's, which are no load that the run sets: one
    /// load.
    /// </summary>
    public double LoadAt(DateTimeOffset at) => _counted is not null
        ? 0
        : _phases.Where(p => at >= p.StartedAt && at <= p.EndedAt).Sum(p => Done(p) / (p.EndedAt - p.StartedAt).TotalSeconds);

    private static double Done(Phase phase) => PhaseLoad.Done(phase);
}
