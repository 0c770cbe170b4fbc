namespace WesMemGuard.Harness.Tests.Live;

/// <summary>What happens to a node, or to its machine.</summary>
internal enum FaultKind
{
    None,
    Gone,
    Stop,
    Restart,
    OtherChain,
    PortTaken,
    Clock,
}
