using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>Why there is a loss, as a reason.</summary>
internal static class LossReason
{
    /// <summary>What was lost, where that shows, and what was seen.</summary>
    public static Reason Of(RunLoss loss, MemoryRun run) => loss.Kind switch
    {
        LossKind.Interrupted => EndReasons.Interrupted(loss.From, Seen(loss, run)),
        LossKind.NoEnd => EndReasons.NoEnd(Where(loss), loss.From, Seen(loss, run)),
        LossKind.Torn => EndReasons.Torn(Where(loss), loss.From),
        LossKind.Damaged => EndReasons.Damaged(Where(loss), loss.From),
        LossKind.Incomplete => EndReasons.Incomplete(Where(loss), loss.Count),
        LossKind.Unreadable => EndReasons.Unreadable(Where(loss), loss.Count, loss.From),
        LossKind.EarlierGone => EndReasons.EarlierGone(Where(loss), loss.To),
        LossKind.Altered => EndReasons.Altered(Where(loss)),
        LossKind.DiskFull => EndReasons.DiskFull(loss.From, Seen(loss, run)),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss.Kind, "no such loss"),
    };

    private static Reason Where(RunLoss loss) => loss switch
    {
        { File: { } file, Line: { } line } => EndReasons.Line(file, line),
        { File: { } file } => EndReasons.File(file),
        _ => EndReasons.TheRun(),
    };

    private static Reason? Seen(RunLoss loss, MemoryRun run)
    {
        if (loss.From is not { } from || run.Header.Plan is not { Phases.Count: > 0 } plan)
            return null;
        var began = run.Phases.Count > 0 ? run.Phases[0].StartedAt : run.Header.StartedAt;
        return EndReasons.Seen(from > began ? from - began : TimeSpan.Zero, plan.Length);
    }
}
