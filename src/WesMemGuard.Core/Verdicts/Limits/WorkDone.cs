using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>Work done up to a moment: a phase's accepted requests, spread evenly over it; blocks from the chain's height.</summary>
internal sealed class WorkDone
{
    private readonly List<Phase> _phases;
    private readonly List<(DateTimeOffset At, double Height)> _blocks;
    private readonly bool _ofBlocks;

    public WorkDone(MemoryRun run, WorkUnit unit, IEnumerable<Phase> phases)
    {
        _ofBlocks = unit == WorkUnit.Block;
        _phases = _ofBlocks
            ? [] : phases.Where(p => PhaseKinds.Of(p.Kind).Units.Contains(unit) && Done(p) > 0 && p.EndedAt > p.StartedAt).ToList();
        _blocks = _ofBlocks ? run.Blocks.Where(b => b.Sample is not null).Select(b => (b.At, b.Sample!.Height)).ToList() : [];
    }

    /// <summary>Whether nothing was done at all.</summary>
    public bool None => _ofBlocks ? _blocks.Count < 2 || _blocks[^1].Height <= _blocks[0].Height : _phases.Count == 0;

    /// <summary>Units done up to a moment.</summary>
    public double Until(DateTimeOffset at) => _ofBlocks
        ? _blocks.TakeWhile(b => b.At <= at).Select(b => b.Height).LastOrDefault(_blocks[0].Height)
        : _phases.Sum(p => Done(p) * Math.Clamp((at - p.StartedAt) / (p.EndedAt - p.StartedAt), 0, 1));

    /// <summary>Units a second at a moment. Blocks come at the chain's pace, which is no load that the run sets: one load.</summary>
    public double LoadAt(DateTimeOffset at) => _ofBlocks
        ? 0
        : _phases.Where(p => at >= p.StartedAt && at <= p.EndedAt).Sum(p => Done(p) / (p.EndedAt - p.StartedAt).TotalSeconds);

    private static double Done(Phase phase) => PhaseLoad.Done(phase);
}
