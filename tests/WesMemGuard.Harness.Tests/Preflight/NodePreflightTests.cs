using System.Net;
using System.Net.Sockets;
using WesMemGuard.Harness.Preflight;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Preflight;

/// <summary>What a look over real sockets says of each node.</summary>
internal sealed class NodePreflightTests
{
    [TestCase(NodeBehaviour.Flat, 0, "")]
    [TestCase(NodeBehaviour.Garbage, 0, "")]
    [TestCase(NodeBehaviour.Leak, 0, "")]
    [TestCase(NodeBehaviour.ExpiredTransactions, 0, "")]
    [TestCase(NodeBehaviour.Frozen, 3, "sampler.frozen modules.missing")]
    [TestCase(NodeBehaviour.MinimalMode, 2, "mode.minimal")]
    [TestCase(NodeBehaviour.RestDisabled, 2, "endpoint.restOff mode.untold sampler.untold modules.untold clock.untold")]
    [TestCase(NodeBehaviour.ClockJump, 2, "metrics.blind clock.ahead")]
    public async Task A_node_is_told_by_its_lines(NodeBehaviour behaviour, int exitCode, string notOk)
    {
        var report = PreflightReport.Of(await Looks.AtAsync(behaviour));

        NotOk(report).ShouldBe(notOk.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        report.ExitCode.ShouldBe(exitCode);
        report.Lines.Select(l => l.Check)
            .ShouldBe(["endpoint", "mode", "sampler", "modules", "metrics", "diagnostics", "rate", "clock", "identity", "coins"]);
    }

    [Test]
    public async Task A_node_whose_limit_somebody_eats_is_limited()
    {
        var report = PreflightReport.Of(await Looks.AtAsync(NodeBehaviour.RateLimited));

        NotOk(report).ShouldContain("rate.eaten");
        report.ExitCode.ShouldBe(2);
    }

    [TestCase(NodeBehaviour.Huge, 30, "endpoint.unreadable")]
    [TestCase(NodeBehaviour.SlowLoris, 0.3, "endpoint.slow")]
    public async Task A_node_that_sends_too_much_or_too_slowly_can_not_be_measured(NodeBehaviour behaviour,
        double patience, string key)
    {
        var report = PreflightReport.Of(await Looks.AtAsync(behaviour, patience: TimeSpan.FromSeconds(patience)));

        NotOk(report).ShouldContain(key);
        report.ExitCode.ShouldBe(3);
    }

    [TestCase(NodeBehaviour.Restart, "identity.otherProcess")]
    [TestCase(NodeBehaviour.WrongNode, "identity.otherChain")]
    public async Task A_node_that_is_replaced_within_the_look_is_noticed(NodeBehaviour behaviour, string key)
    {
        var report = PreflightReport.Of(await Looks.AtAsync(behaviour,
            o => o with { Strikes = Looks.Age + TimeSpan.FromSeconds(5) }));

        NotOk(report).ShouldContain(key);
        report.ExitCode.ShouldBe(3);
    }

    [Test]
    public async Task A_port_that_nobody_listens_on_exits_with_5_at_once()
    {
        var closed = ClosedPort();
        var report = PreflightReport.Of(await Looks.AtAsync(closed, closed, LiveClock.Of(TimeProvider.System)));

        report.ExitCode.ShouldBe(5);
        NotOk(report)[0].ShouldBe("endpoint.nobody");
    }

    [Test]
    public async Task A_diagnostics_port_that_is_off_is_limited()
    {
        var time = new VirtualTime();
        await using var node =
            await TestNode.StartAsync(Looks.Options(NodeBehaviour.Flat, time) with { DiagnosticsPort = null });
        var report = PreflightReport.Of(await Looks.AtAsync(node.Http, ClosedPort(), new Live.VirtualLiveClock(time)));

        NotOk(report).ShouldBe(["diagnostics.off"]);
        report.ExitCode.ShouldBe(2);
    }

    [Test]
    public async Task A_proxy_s_page_is_no_node()
    {
        using var listener = new HttpListener();
        var port = ClosedPort().Port;
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var serving = ServeHtmlAsync(listener);
        var report = PreflightReport.Of(await Looks.AtAsync(new Uri($"http://127.0.0.1:{port}"), null,
            new Live.VirtualLiveClock(new VirtualTime())));
        listener.Stop();
        await serving;

        NotOk(report).ShouldContain("endpoint.other");
        report.ExitCode.ShouldBe(3);
    }

    [TestCase("idle", "")]
    [TestCase("minimal-mode", "mode.declared")]
    [TestCase("rest-disabled", "endpoint.restOff sampler.untold modules.untold")]
    [TestCase("no-diagnostics", "diagnostics.off")]
    [TestCase("memory-limit-planted", "metrics.blind")]
    [TestCase("rate-limited", "endpoint.some rate.eaten")]
    [TestCase("restarts", "identity.otherProcess")]
    [TestCase("block-reads", "")]
    public async Task A_replayed_recording_is_told_as_its_node_would_have_been(string recording, string notOk)
    {
        var source = await RunSource.OpenAsync(RepositoryFolder.Recording(recording), recording,
            TimeSpan.FromMinutes(2), default);
        var keys = NotOk(PreflightReport.Of(new PreflightLook(source.Run)));

        keys.Where(k => !k.StartsWith("clock.", StringComparison.Ordinal) && k != "identity.noChain")
            .ShouldBe(notOk.Split(' ', StringSplitOptions.RemoveEmptyEntries), string.Join(' ', keys));
    }

    private static List<string> NotOk(PreflightReport report) =>
        report.Lines.Where(l => l.State != PreflightState.Ok).Select(l => $"{l.Check}.{l.Code}").ToList();

    private static Uri ClosedPort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
    }

    private static async Task ServeHtmlAsync(HttpListener listener)
    {
        try
        {
            while (listener.IsListening)
            {
                var context = await listener.GetContextAsync();
                context.Response.ContentType = "text/html";
                await context.Response.OutputStream.WriteAsync("<html><b>\u001b[31mlogin</b></html>"u8.ToArray());
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            return; // stopped
        }
    }
}
