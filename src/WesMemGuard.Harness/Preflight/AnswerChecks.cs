using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Preflight;

/// <summary>What the answers of the memory endpoint tell.</summary>
internal static class AnswerChecks
{
    /// <summary>The node renews its sample each 10 s; the judge calls it frozen after this (verdicts.md, gates).</summary>
    private static readonly TimeSpan FrozenAfter = TimeSpan.FromSeconds(30);

    /// <summary>Less than so much of what was due is no measurement (verdicts.md, gates).</summary>
    private const double Enough = 0.95;

    public static PreflightLine Endpoint(PreflightLook look)
    {
        var readings = look.Run.Memory;
        var answered = readings.Count(r => r.Sample is not null);
        var miss = readings.Select(r => r.Miss).FirstOrDefault(m => m is not null);
        if (answered > 0)
        {
            return answered >= Enough * readings.Count
                ? new("endpoint", PreflightState.Ok, "ok", answered)
                : new("endpoint", PreflightState.Limited, "some", answered, readings.Count, Detail(miss!));
        }

        return miss?.Kind switch
        {
            null => new("endpoint", PreflightState.Impossible, "nobody", PreflightReasons.NeverAsked()),
            MissKind.TimedOut when look.IsAnswered => new("endpoint", PreflightState.Impossible, "slow", Detail(miss)),
            MissKind.Refused or MissKind.TimedOut => new("endpoint", PreflightState.Impossible, "nobody", Detail(miss)),
            MissKind.RateLimited => new("endpoint", PreflightState.Impossible, "full", Detail(miss)),
            MissKind.NotFound when look.Run.Metrics.Exists(r => r.Sample is not null) => new("endpoint", PreflightState.Limited, "restOff"),
            MissKind.Unreadable or MissKind.TooLarge or MissKind.Closed =>
                new("endpoint", PreflightState.Impossible, "unreadable", Detail(miss)),
            _ => new("endpoint", PreflightState.Impossible, "other", Detail(miss)),
        };
    }

    public static PreflightLine Mode(PreflightLook look)
    {
        if (look.Run.Header.Mode is { } told)
            return told == "minimal" ? new("mode", PreflightState.Limited, "declared") : new("mode", PreflightState.Ok, "told", told);
        if (Last(look) is null)
            return new("mode", PreflightState.Limited, "untold");
        var emptied = NodeModules.All.Where(m => m.BytesZeroInMinimalMode).Select(m => m.Name).ToHashSet();
        var holding = look.Run.Memory.SelectMany(r => r.Sample?.Modules ?? [])
            .Where(m => emptied.Contains(m.Module) && m.Objects > 0).ToList();
        if (holding.Count == 0)
            return new("mode", PreflightState.Ok, "idle");
        return holding.FindIndex(m => m.ApproxBytes > 0) is >= 0 and var i
            ? new("mode", PreflightState.Ok, "ok", holding[i].Module, holding[i].ApproxBytes)
            : new("mode", PreflightState.Limited, "minimal", holding[^1].Module, holding[^1].Objects);
    }

    public static PreflightLine Sampler(PreflightLook look)
    {
        var answers = look.Run.Memory.Where(r => r.Sample is not null).ToList();
        if (answers.Count < 2)
            return new("sampler", PreflightState.Limited, "untold", answers.Count);
        var different = 1;
        var (since, longest) = (answers[0].At, TimeSpan.Zero);
        for (var i = 1; i < answers.Count; i++)
        {
            if (!answers[i].Sample!.Equals(answers[i - 1].Sample))
                (since, different) = (answers[i].At, different + 1);
            longest = answers[i].At - since > longest ? answers[i].At - since : longest;
        }

        return longest > FrozenAfter ? new("sampler", PreflightState.Impossible, "frozen", longest.TotalSeconds)
            : different > 1 ? new("sampler", PreflightState.Ok, "ok", different, (answers[^1].At - answers[0].At).TotalSeconds)
            : new("sampler", PreflightState.Limited, "untold", answers.Count);
    }

    public static PreflightLine Modules(PreflightLook look)
    {
        if (Last(look) is not { } last)
            return new("modules", PreflightState.Limited, "untold");
        var names = last.Modules.Select(m => m.Module).ToList();
        if (names.Count == 0)
            return new("modules", PreflightState.Impossible, "none");
        var twice = names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        if (twice.Count > 0)
            return new("modules", PreflightState.Limited, "twice", Join(twice));
        var missing = NodeModules.All.Select(m => m.Name).Except(names).ToList();
        if (missing.Count > 0)
            return new("modules", PreflightState.Limited, "missing", names.Count, Join(missing));
        var blind = NodeModules.BlindTo(Metric.Bytes);
        return new("modules", PreflightState.Ok, "ok", names.Count, Join(blind));
    }

    /// <summary>A miss in a few words: its kind and what was seen.</summary>
    /// <summary>What failed, in the reader's words where there are such, else as it was seen.</summary>
    internal static object Detail(Miss miss) => miss.Kind switch
    {
        MissKind.RateLimited => "429",
        MissKind.Refused or MissKind.TimedOut or MissKind.Closed or MissKind.TooLarge => MissReasons.Kind(miss.Kind),
        _ => miss.Detail,
    };

    private static MemorySample? Last(PreflightLook look) => look.Run.Memory.FindLast(r => r.Sample is not null).Sample;

    private static string Join(IEnumerable<string> names) => string.Join(", ", names);
}
