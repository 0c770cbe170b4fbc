using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Verdicts.Dark;

/// <summary>What modules say of themselves over a window, beside what profiles show of them.</summary>
internal static class ModuleCounters
{
    /// <summary>A counter that shows less than this of a growth is blind to it.</summary>
    public const double Seeing = 0.5;

    /// <summary>By how much one module's own bytes grew; null when no answer of the window holds the module.</summary>
    public static double? Growth(MemoryRun run, string module, Window window)
    {
        var own = run.Memory.Where(r => r.Sample is not null && window.Contains(r.At))
            .Select(r => r.Sample!.Modules.Where(m => m.Module == module).ToList())
            .Where(rows => rows.Count > 0)
            .Select(rows => rows.Sum(m => m.ApproxBytes))
            .ToList();
        return own.Count == 0 ? null : own[^1] - own[0];
    }

    /// <summary>By how much all modules' own bytes grew; those that shrank don't count.</summary>
    public static double Growth(MemoryRun run, Window window) => run.Memory
        .Where(r => r.Sample is not null && window.Contains(r.At))
        .SelectMany(r => r.Sample!.Modules.Select(m => m.Module))
        .Distinct()
        .Sum(module => Math.Max(0, Growth(run, module, window) ?? 0));

    /// <summary>What a suspect's module says of itself: <c>its own counter shows +0.9 MiB: a blind spot</c>.</summary>
    public static Reason Text(MemoryRun run, string module, Window window, double grown)
    {
        if (Growth(run, module, window) is not { } counted)
            return MessageReasons.NoCounter(module);
        var sign = counted >= 0 ? "+" : "";
        return MessageReasons.OwnCounter(sign + FigureText.Size(counted), isBlind: counted < Seeing * grown);
    }
}
