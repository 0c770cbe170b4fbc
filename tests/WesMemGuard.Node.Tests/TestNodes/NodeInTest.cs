using WesMemGuard.TestNodes;

namespace WesMemGuard.Node.Tests.TestNodes;

/// <summary>A test node with a client of it, in virtual time.</summary>
internal sealed class NodeInTest : IAsyncDisposable
{
    private readonly TestNode _node;

    private NodeInTest(TestNode node, VirtualTime time, TimeSpan patience)
    {
        (_node, Time) = (node, time);
        Client = new NodeClient(new NodeAddress(node.Http, node.Diagnostics!), time,
            new NodeClientSettings { Timeout = patience });
    }

    public VirtualTime Time { get; }

    public NodeClient Client { get; }

    public static async Task<NodeInTest> StartAsync(NodeBehaviour behaviour, double patienceSeconds = 10)
    {
        var time = new VirtualTime();
        return new NodeInTest(await TestNode.StartAsync(behaviour, time), time, TimeSpan.FromSeconds(patienceSeconds));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _node.DisposeAsync();
    }
}
