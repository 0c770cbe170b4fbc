using WesMemGuard.Harness.Preflight;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Preflight;

/// <summary>Looks at test nodes that have run for ten minutes, in virtual time over real sockets.</summary>
internal static class Looks
{
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    public static TestNodeOptions Options(NodeBehaviour behaviour, VirtualTime time) =>
        new() { Behaviour = behaviour, Time = time, StartedAt = time.GetUtcNow() - Age, Strikes = TimeSpan.Zero };

    public static async Task<PreflightLook> AtAsync(NodeBehaviour behaviour,
        Func<TestNodeOptions, TestNodeOptions>? change = null, TimeSpan? patience = null)
    {
        var time = new VirtualTime();
        var options = Options(behaviour, time);
        await using var node = await TestNode.StartAsync(change?.Invoke(options) ?? options);
        return await AtAsync(node.Http, node.Diagnostics, new VirtualLiveClock(time), patience);
    }

    public static Task<PreflightLook> AtAsync(Uri http, Uri? diagnostics, LiveClock clock, TimeSpan? patience = null) =>
        NodePreflight.LookAsync(http, diagnostics, clock,
            new NodeClientSettings { Timeout = patience ?? TimeSpan.FromSeconds(30) }, default);

    /// <summary>The look with other readings in it.</summary>
    public static PreflightLook With(this PreflightLook look, Action<MemoryRun> change, string? mode = null)
    {
        var run = new MemoryRun(look.Run.Header with { Mode = mode });
        run.Memory.AddRange(look.Run.Memory);
        run.Metrics.AddRange(look.Run.Metrics);
        run.Diagnostics.AddRange(look.Run.Diagnostics);
        run.Chain.AddRange(look.Run.Chain);
        change(run);
        return look with { Run = run };
    }

    /// <summary>Every reading a miss of this kind.</summary>
    public static void Miss<T>(this List<Reading<T>> readings, MissKind kind, string detail) where T : class =>
        readings.Change(r => r with { Sample = null, Miss = new Miss(kind, detail) });

    /// <summary>Every sample changed.</summary>
    public static void Change<T>(this List<Reading<T>> readings, Func<T, T> change) where T : class =>
        readings.Change(r => r with { Sample = r.Sample is null ? null : change(r.Sample) });

    private static void Change<T>(this List<Reading<T>> readings, Func<Reading<T>, Reading<T>> change) where T : class
    {
        for (var i = 0; i < readings.Count; i++)
            readings[i] = change(readings[i]);
    }
}
