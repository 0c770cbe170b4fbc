using System.Net.WebSockets;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Tests;

/// <summary>The clients that people have, against a node of another process.</summary>
[NonParallelizable]
internal sealed class RealClientsTests
{
    private static readonly CancellationTokenSource Life = new();
    private static readonly ClientOptions Short =
        new() { TimeBudget = TimeSpan.FromSeconds(3), MostGrowth = ByteSize.FromMiB(8) };

    /// <summary>
    /// Where other tests keep the machine busy few calls are made in the usual time, too few beside a step of the
    /// runtime's own. It ends as soon as it is decided.
    /// </summary>
    private static readonly ClientOptions Patient = new() { TimeBudget = TimeSpan.FromSeconds(90) };

    private NodeProcess _node = null!;

    [OneTimeSetUp]
    public async Task StartNode() => _node = await NodeProcess.StartAsync();

    [OneTimeTearDown]
    public void EndNode() => _node.Dispose();

    [Test]
    public async Task One_HttpClient_for_all_calls_keeps_nothing()
    {
        using var http = new HttpClient { BaseAddress = _node.Url };

        var run = await ClientMemory.RepeatAsync(() => http.GetStringAsync("/api/v1/health/live"), Patient);

        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        run.ShouldKeepAtMost("0 B", per: CallUnit.Call);
        run.Connections.ShouldReturnToStart();
    }

    [Test]
    public async Task A_streamed_response_that_is_dropped_keeps_its_connection()
    {
        using var http = new HttpClient { BaseAddress = _node.Url };
        List<HttpResponseMessage> dropped = [];

        var run = await ClientMemory.RepeatAsync(
            async () => dropped.Add(await http.GetAsync("/metrics", HttpCompletionOption.ResponseHeadersRead)),
            Short with { Name = "streamed" });

        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        TestContext.Out.WriteLine(run.Connections.Judge().Message);
        run.Connections.Judge().Outcome.ShouldBe(Outcome.Broken);
        run.Growing.ShouldContain(
            t => t.Path != null
                && t.Path.StartsWith("call.dropped (List<HttpResponseMessage>)", StringComparison.Ordinal));
        dropped.ForEach(r => r.Dispose());
    }

    [Test]
    public async Task A_WebSocket_that_is_dropped_while_it_receives_is_kept_by_its_token()
    {
        var url = new UriBuilder(_node.Url) { Scheme = "ws", Path = "/ws" }.Uri;

        try
        {
            var run = await ClientMemory.RepeatAsync(() => DropAsync(url), Short);

            TestContext.Out.WriteLine(run.Judge("0 B").Message);
            Should.Throw<ClientShouldHoldException>(() => run.ShouldKeepAtMost("0 B", per: CallUnit.Call));
            run.Growing.ShouldContain(t => t.Name == "ClientWebSocket" || t.Name == "ManagedWebSocket");
            run.Connections.Judge().Outcome.ShouldBe(Outcome.Broken);
        }
        finally
        {
            // Else what it registered leads to whatever the next test has.
            await Life.CancelAsync();
        }
    }

    private static async Task DropAsync(Uri url)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(url, Life.Token);
        _ = socket.ReceiveAsync(new byte[16], Life.Token);
    }
}
