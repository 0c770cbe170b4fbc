using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;
using WesMemGuard.Secrets;

namespace WesMemGuard.Harness.Live;

/// <summary>What a run has for its phases.</summary>
/// <param name="Node">The node.</param>
/// <param name="Poller">Who samples it.</param>
/// <param name="Senders">Who sends load to it.</param>
/// <param name="Clock">The run's time.</param>
/// <param name="Patience">How long an answer may take.</param>
/// <param name="Scrubber">Takes secrets out of what is kept of answers.</param>
/// <param name="Took">Takes each 10 s of load.</param>
/// <param name="Mined">Follows transfers to their blocks; null: nobody does.</param>
/// <param name="Folder">The scenario's folder, which scripts lie in.</param>
internal sealed record PhaseTools(LiveNode Node, LivePoller Poller, LoadSenders Senders, LiveClock Clock,
    TimeSpan Patience,
    Scrubber Scrubber, Action<LoadSlice> Took, MinedTransfers? Mined = null, string Folder = ".")
{
    /// <summary>
    /// Cancelled when there is no point in going on: the node has ended, or what is seen can't be kept.
    /// </summary>
    public CancellationToken Lost { get; init; }

    /// <summary>Hosts beside this machine that load may be sent to.</summary>
    public IReadOnlyCollection<string> AllowRemote { get; init; } = [];

    /// <summary>Whether the node has ended, or nobody has answered for too long.</summary>
    public bool IsGone =>
        Lost.IsCancellationRequested || Poller.Silence.IsGone(LiveTarget.IsLoopback(Node.Address.Http));

    /// <summary>Far enough ahead that a gone node is noticed without being asked all the time.</summary>
    public static TimeSpan LookedFor => NodeSilence.RefusedAfter / 3;
}
