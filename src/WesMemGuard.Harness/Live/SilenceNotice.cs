using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Processes;
using WesMemGuard.Reasons;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Tells who waits that a node doesn't answer, after a few seconds and not at the end, and when it answers again.
/// </summary>
/// <param name="said">Told; null: nobody is.</param>
/// <param name="pid">The node's process, where it is known.</param>
/// <param name="silence">What it owes.</param>
/// <param name="clock">The run's time.</param>
internal sealed class SilenceNotice(Action<Reason>? said, Func<int?> pid, NodeSilence silence, LiveClock clock)
{
    /// <summary>So long an answer may take without a word.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public Task RunAsync(CancellationToken ct) => said is null ? Task.CompletedTask : clock.RunAsync(async () =>
    {
        DateTimeOffset? told = null;
        try
        {
            while (true)
            {
                await clock.UntilAsync(clock.Now + Every, ct);
                var since = silence.OwedFor(After);
                if (since is { } at && told is null)
                    said(LiveReasons.Silent(at,
                        pid() is { } id && LocalProcess.IsStopped(id) ? LiveReasons.Stopped() : null));
                told ??= since;
                // Between two questions nothing is owed, and nothing answered either.
                if (told is not { } was || since is not null || silence.AnsweredAt <= was)
                    continue;
                said(LiveReasons.AnswersAgain(silence.AnsweredAt - was));
                told = null;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return; // the run is over
        }
    });
}
