using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Captures heap and goroutines of a node that is recorded: after a minute, then each 10 minutes, from the second day
/// on each hour, and at the end.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="recorder">The run.</param>
/// <param name="clock">The run's time.</param>
/// <param name="planned">How long the run is to last when its budget needs profiles: eight of them then; null: as
/// above.</param>
internal sealed class ProfileMarks(NodeClient node, RunRecorder recorder, LiveClock clock, TimeSpan? planned = null)
{
    private const int Needed = 8;
    private static readonly TimeSpan Closest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstDay = TimeSpan.FromDays(1);

    /// <summary>A recording holds 1,000 profiles at most, of which each mark takes two.</summary>
    private const int Most = 480;

    private readonly NodeSampler _sampler = new(node, recorder);
    private readonly DateTimeOffset _startedAt = clock.Now;

    public Task RunAsync(CancellationToken ct) => clock.RunAsync(async () =>
    {
        try
        {
            var every = planned is { } length && length / Needed < Every ? length / Needed : Every;
            every = every < Closest ? Closest : every;
            var due = every < First ? every : First;
            for (var i = 0; i < Most; i++)
            {
                await clock.UntilAsync(_startedAt + due, ct);
                await CaptureAsync(ct);
                due = i == 0 && every > First ? every : due + (due < FirstDay ? every : Later);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return; // the run is over
        }
    });

    public async Task CaptureAsync(CancellationToken ct)
    {
        foreach (var kind in new[] { ProfileKind.Heap, ProfileKind.Goroutine })
        {
            var file = ProfileName.Of(recorder.Run.Header, clock.Now, kind);
            if (!recorder.Snapshot().Profiles.Exists(p => p.File == file)
                && await _sampler.TakeProfileAsync(kind, file, ct) is { } miss)
                recorder.Add(new OtherAnswer(clock.Now, kind == ProfileKind.Heap
                    ? NodePaths.HeapProfile : NodePaths.GoroutineProfile, miss));
        }
    }

    /// <summary>At the end: with the goroutines that nothing can wake, where the service tells them, as asking collects.</summary>
    public async Task LastAsync(CancellationToken ct)
    {
        await CaptureAsync(ct);
        var file = ProfileName.Of(recorder.Run.Header, clock.Now, ProfileKind.GoroutineLeaks);
        if (!recorder.Snapshot().Profiles.Exists(p => p.File == file))
            await _sampler.TakeProfileAsync(ProfileKind.GoroutineLeaks, file, ct); // most services don't offer it, which is nothing to note
    }
}
