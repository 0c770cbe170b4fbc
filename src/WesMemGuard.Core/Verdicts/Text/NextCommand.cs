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
        var kind = KindOf(limit);
        if (kind is null || view.Run.Profiles.Count(p => p.Kind == kind) < 2)
            return null;
        var path = context.RunPath ?? FolderOf(context.EvidencePath);
        var phase = limit.Phase is null || limit.Phase.EndsWith('*') ? "" : " --phase " + Quoted(limit.Phase);
        return $"wesmemguard diff {Quoted(path)}{phase}{(kind == "heap" ? "" : " --kind " + kind)}";
    }

    /// <summary>The kind of profile that shows what a limit is about; null: none does.</summary>
    public static string? KindOf(Limit limit) => limit.Metric.Row().Profile switch
    {
        MetricProfile.Heap => "heap",
        MetricProfile.Goroutine => "goroutine",
        _ => null,
    };

    private static string FolderOf(string evidence) =>
        evidence.EndsWith("/" + RunFile.Name, StringComparison.Ordinal) ? evidence[..^(RunFile.Name.Length + 1)] : evidence;

    /// <summary>A word that a shell would take apart, in quotes.</summary>
    private static string Quoted(string word)
    {
        if (word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "/._-:\\".Contains(c, StringComparison.Ordinal)))
            return word;
        var inner = word;
        foreach (var special in new[] { "\\", "\"", "$", "`" })
            inner = inner.Replace(special, "\\" + special, StringComparison.Ordinal);
        return $"\"{inner}\"";
    }
}
