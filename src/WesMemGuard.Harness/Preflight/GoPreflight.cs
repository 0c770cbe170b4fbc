using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Preflight;

/// <summary>
/// Looks at a Go service for 10 s: a few pages, one heap profile, its process. No burst is sent, nothing of WES is
/// asked.
/// </summary>
internal static class GoPreflight
{
    private const int Pages = 5;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2.5);

    public static async Task<PreflightLook> TakeAsync(
        FoundService found, NodeClient client, RunRecorder recorder, Uri url, LiveClock clock, AnswerDates dates,
        CancellationToken ct)
    {
        var service = found.Profile;
        var sampler = new NodeSampler(client, recorder);
        var owner = DiagnosticsIdentity.OwnerOf(url);
        if (owner is { } pid)
            await sampler.TakeAsync(new LocalProcess(() => pid, clock.Time), ct).ConfigureAwait(false);
        var start = clock.Now;
        for (var i = 0; i < Pages; i++)
        {
            await clock.UntilAsync(start + (i * Between), ct).ConfigureAwait(false);
            var miss = await sampler.TakeAsync(service.Page, ct).ConfigureAwait(false);
            // The second answer that never came is enough.
            if (found.IsSilent && miss is { Kind: MissKind.TimedOut })
                return new PreflightLook(recorder.Run) { Service = service, HttpOwner = owner };
        }

        return new PreflightLook(recorder.Run)
        {
            Service = service,
            Proxy = ProxyOf(recorder.Run),
            Heap = await client.HeapProfileAsync(ct).ConfigureAwait(false),
            Clock = dates.Clock,
            WhyNoClock = PreflightReasons.NoTimestamp(),
            HttpOwner = owner,
            PagePath = client.PathOf(service.Page.Path),
        };
    }

    /// <summary>A process that listens on the port and is not the page's: what was seen of it is forgotten.</summary>
    private static double? ProxyOf(MemoryRun run)
    {
        if (run.Process.FindLast(p => p.Sample is not null).Sample is not { } process
            || run.Metrics.FindLast(p => p.Sample is not null).Sample is not { } page
            || LocalProcess.IsOf(page, process))
            return null;
        run.Process.Clear();
        return process.Pid;
    }
}
