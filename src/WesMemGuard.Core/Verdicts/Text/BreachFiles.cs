using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The <c>profiles</c> line: what a live run captured as a limit broke.</summary>
internal static class BreachFiles
{
    /// <summary>Of more the first and the last one are named; the others lie between.</summary>
    private const int Most = 3;

    /// <summary>
    /// The files of the kind that shows what the limit is about, or all of them; null when nothing was captured.
    /// </summary>
    public static Reason? Of(MemoryRun run, Limit limit)
    {
        var files = run.Events.Where(e => e is { Name: RunEvent.BreachProfiles, Detail: not null })
            .SelectMany(e => e.Detail!.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var kind = NextCommand.KindOf(limit.Metric);
        var shown = files.Where(f => kind is null || f.EndsWith($"-{kind.Value.Name()}.pb.gz", StringComparison.Ordinal)).ToList();
        if (shown.Count > Most)
            shown = [shown[0], shown[^1]];
        return shown.Count == 0 ? null : MessageReasons.CapturedFiles(shown);
    }
}
