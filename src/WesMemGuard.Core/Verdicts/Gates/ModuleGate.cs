using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>Is the module there at all, and does it count in this mode?</summary>
internal static class ModuleGate
{
    /// <summary>
    /// What makes a module's limit not measured before anything is read; null when the module is in the answers.
    /// </summary>
    public static GateFinding? Check(MemoryRun run, Limit limit)
    {
        if (limit.IsOfPackage)
            return null;
        var answers = Answers(run);
        if (answers.Exists(s => Holds(s, limit.Of)))
            return null;
        if (limit.NeverRegistered && limit.Metric == Metric.MeasuredBytes)
            return null;
        if (limit.NeverRegistered)
            return new GateFinding(Outcome.NotMeasured, GateReasons.NeverRegistered(limit.Of));
        return answers.Count == 0 || limit.Metric == Metric.MeasuredBytes
            ? null
            : new GateFinding(Outcome.NotMeasured, GateReasons.ModuleAbsent(limit.Of, answers.Count));
    }

    /// <summary>
    /// Mode <c>minimal</c> turns the bytes of three modules to 0 (node.md 2.1); without the configuration it shows by
    /// objects that are held in 0 bytes.
    /// </summary>
    public static GateFinding? Minimal(MemoryRun run, Limit limit)
    {
        if (limit.Metric != Metric.Bytes || NodeModules.Find(limit.Of)?.BytesZeroInMinimalMode != true)
            return null;
        if (string.Equals(run.Header.Mode, "minimal", StringComparison.OrdinalIgnoreCase))
            return new GateFinding(Outcome.NotMeasured, GateReasons.MinimalMode(limit.Of));
        var own = run.Memory.Where(r => r.Sample is not null).SelectMany(r => r.Sample!.Modules).Where(m => m.Module == limit.Of).ToList();
        return own.Exists(m => m.Objects > 0) && own.TrueForAll(m => m.ApproxBytes == 0)
            ? new GateFinding(Outcome.NotMeasured, GateReasons.LooksMinimal(limit.Of, own.Max(m => m.Objects)))
            : null;
    }

    private static bool Holds(MemorySample sample, string module)
    {
        foreach (var m in sample.Modules)
        {
            if (m.Module == module)
                return true;
        }

        return false;
    }

    /// <summary>The modules of a budget that are in no table and in no answer.</summary>
    public static IEnumerable<FileProblem> Unknown(MemoryRun run, MemoryBudget budget)
    {
        var unknown = budget.Limits.Where(l => l.UnknownModule && !l.IsOfPackage && !l.NeverRegistered).ToList();
        if (unknown.Count == 0)
            return [];
        var answers = Answers(run);
        string[] names = answers.Count > 0
            ? [.. answers[^1].Modules.Select(m => m.Module).Distinct().Order(StringComparer.Ordinal).Select(Plain.Text)]
            : [.. NodeModules.All.Select(m => m.Name).Order(StringComparer.Ordinal)];
        return unknown.Where(l => !answers.Exists(s => Holds(s, l.Of))).Select(l =>
            new FileProblem(budget.File, l.OfLine, l.OfColumn, MissingNames.Module(l.WrittenOf, l.NearestModule, names)));
    }

    private static List<MemorySample> Answers(MemoryRun run) =>
        run.Memory.Where(r => r.Sample is not null).Select(r => r.Sample!).ToList();
}
