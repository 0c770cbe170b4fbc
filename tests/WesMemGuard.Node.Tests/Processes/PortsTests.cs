using System.Net;
using System.Net.Sockets;
using WesMemGuard.Node.Processes;

namespace WesMemGuard.Node.Tests.Processes;

/// <summary>Whose a port is, asked again and again.</summary>
[Platform("Linux")]
internal sealed class PortsTests
{
    [Test]
    public void An_owner_is_told_while_it_listens_and_no_longer_and_again_when_it_listens_again()
    {
        var port = Ports.Free(1)[0];
        Ports.OwnerOf(port).ShouldBeNull();
        for (var i = 0; i < 3; i++)
        {
            using (var listener = Listening(port))
            {
                Ports.OwnerOf(port).ShouldBe(Environment.ProcessId);
                Ports.OwnerOf(port).ShouldBe(Environment.ProcessId);
            }

            // The descriptor's number is soon another socket's.
            using var other = Listening(0);
            Ports.OwnerOf(port).ShouldBeNull();
        }
    }

    private static TcpListener Listening(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
