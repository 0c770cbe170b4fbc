using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The <c>next</c> line: one command to paste that shows more of what broke.</summary>
internal static class NextCommand
{
    /// <summary>The command; null where no profile could show anything.</summary>
    public static string? Of(RunView view, Limit limit, JudgeContext context)
    {
        if (limit.IsOfClient)
            return OfDumps(view, context);
        var kind = KindOf(limit.Metric);
        if (kind is null || view.Run.Profiles.Count(p => p.Kind == kind) < 2)
            return null;
        var path = context.RunPath ?? FolderOf(context.EvidencePath);
        var phase = limit.Phase is null || limit.Phase.EndsWith('*') ? "" : " --phase " + ShellWord.Of(limit.Phase);
        return $"wesmemguard diff {ShellWord.Of(path)}{phase}{(kind == ProfileKind.Heap ? "" : " --kind " + kind.Value.Name())}";
    }

    /// <summary>Of a client the dumps of its heap, where the run has them beside it.</summary>
    private static string? OfDumps(RunView view, JudgeContext context)
    {
        var dumps = view.Run.Profiles.OrderBy(p => p.At).ToList();
        if (dumps.Count < 2)
            return null;
        var path = context.RunPath ?? FolderOf(context.EvidencePath);
        return $"wesmemguard diff {ShellWord.Of($"{path}/{dumps[0].File}")} {ShellWord.Of($"{path}/{dumps[^1].File}")}";
    }

    /// <summary>The kind of profile that shows what a metric is of; null: none does.</summary>
    public static ProfileKind? KindOf(Metric metric) => metric.Row().Profile switch
    {
        MetricProfile.Heap => ProfileKind.Heap,
        MetricProfile.Goroutine => ProfileKind.Goroutine,
        _ => null,
    };

    private static string FolderOf(string evidence) =>
        evidence.EndsWith("/" + RunFile.Name, StringComparison.Ordinal)
            ? evidence[..^(RunFile.Name.Length + 1)] : evidence;
}
