namespace WesMemGuard.Scenarios;

/// <summary>A second node that is started before the measured one, which joins it. It mines and is not measured.</summary>
/// <param name="Start">How it is started; null: as the measured node.</param>
/// <param name="Miner">The address that its mining pays to; null: the first test key's.</param>
internal sealed record PeerNode(StartedNode? Start, string? Miner);
