using WesMemGuard.Recording;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Runs;

/// <summary>A replay that ends, whatever happens.</summary>
internal static class BoundedReplay
{
    /// <exception cref="TimeoutException">It took longer than allowed: an error of our own, or a machine that is far
    /// too busy.</exception>
    public static async Task RunAsync(RecordingFolder recording, RunRecorder recorder, TimeSpan atMost,
        CancellationToken ct)
    {
        using var bound = new CancellationTokenSource(atMost, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, ct);
        try
        {
            await Replay.RunAsync(recording, recorder, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (bound.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"the replay of {recording.Path} took more than {atMost.TotalSeconds:0} s of wall time (replayTimeout)",
                e);
        }
    }
}
