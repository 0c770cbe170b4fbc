using WesMemGuard.Node;
using WesMemGuard.Node.Processes;

namespace WesMemGuard.Harness.Diagnosing;

/// <summary>The process behind an address of this machine.</summary>
public static class LocalNode
{
    /// <summary>Looks at the process that listens on the address; null when it is another machine's, or can't be told.</summary>
    /// <param name="address">Where it answers.</param>
    /// <param name="time">Dates the readings.</param>
    public static IProcessSource? Of(NodeAddress address, TimeProvider time) =>
        address.Http.IsLoopback && Ports.OwnerOf(address.Http.Port) is not null ? new LocalProcess(() => Ports.OwnerOf(address.Http.Port), time) : null;
}
