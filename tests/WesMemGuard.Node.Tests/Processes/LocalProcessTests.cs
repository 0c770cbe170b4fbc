using System.Net;
using System.Net.Sockets;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests.Processes;

/// <summary>The process behind an address, whenever it comes.</summary>
[Platform("Linux")]
internal sealed class LocalProcessTests
{
    [Test]
    public async Task A_service_that_starts_after_who_looks_at_it_is_seen_once_it_listens()
    {
        var port = Ports.Free(1)[0];
        var process = LocalProcess.Behind(new Uri($"http://127.0.0.1:{port}"), TimeProvider.System)!;
        (await process.ReadAsync(default)).Miss!.Kind.ShouldBe(MissKind.Refused);
        process.IsThere.ShouldBeFalse();

        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();

        process.IsThere.ShouldBeTrue();
        (await process.ReadAsync(default)).Sample!.Pid.ShouldBe(Environment.ProcessId);
    }

    [Test]
    public void Another_machines_process_is_not_looked_for() =>
        LocalProcess.Behind(new Uri("http://192.0.2.1:9"), TimeProvider.System).ShouldBeNull();
}
