using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using WesMemGuard.Testing;
using WesMemGuard.Tests;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Tests;

/// <summary>
/// Clients of real libraries against a replayed node, which runs in a process of its own; each clean, and with its usual leak.
/// </summary>
[NonParallelizable]
internal sealed class ReplayedClientsTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static b => b, static b => b);
    private static readonly Method<byte[], byte[]> Height = new(MethodType.Unary, "wes.Node", "Height", Bytes, Bytes);
    private static readonly ClientOptions Short =
        new() { TimeBudget = TimeSpan.FromSeconds(8), MostGrowth = ByteSize.FromMiB(8) };

    /// <summary>It ends as soon as it is decided; a busy machine needs more of it.</summary>
    private static readonly ClientOptions Patient = new() { TimeBudget = TimeSpan.FromSeconds(90) };

    private ReplayProcess _node = null!;
    private NodeProcess _grpc = null!;

    [OneTimeSetUp]
    public async Task StartNodes()
    {
        _node = await ReplayProcess.StartAsync(RepositoryFolder.Recording("transfers"));
        _grpc = await NodeProcess.StartGrpcAsync();
    }

    [OneTimeTearDown]
    public async Task EndNodes()
    {
        await _node.DisposeAsync();
        _grpc.Dispose();
    }

    [Test]
    public async Task One_HttpClient_for_all_calls_keeps_nothing()
    {
        using var http = new HttpClient { BaseAddress = _node.Url };

        var run = await ClientMemory.RepeatAsync(() => http.GetStringAsync("/api/v1/txpool/status"), Patient);

        run.ShouldKeepAtMost("0 B", per: CallUnit.Call);
        run.Connections.ShouldReturnToStart();
        run.Timers.ShouldReturnToStart();
    }

    /// <summary>Dropped ones go with the next collection, connections and all; these are kept, as by a factory without end.</summary>
    [Test]
    public async Task An_HttpClient_of_each_call_is_said_to_keep_its_connection_until_the_idle_time_out()
    {
        LinkedList<HttpClient> clients = [];

        var run = await ClientMemory.RepeatAsync(
            () => clients.AddLast(new HttpClient { BaseAddress = _node.Url }).Value.GetStringAsync("/api/v1/txpool/status"),
            Short with { Name = "client per call" });

        foreach (var client in clients)
            client.Dispose();
        var verdict = run.Judge("0 B");
        TestContext.Out.WriteLine(verdict.Message);
        verdict.Outcome.ShouldBe(Outcome.Broken);
        verdict.Notices[0].Id.ShouldBe("client.untilIdleTimeout");
        run.Connections.Judge().Outcome.ShouldBe(Outcome.Broken);
        run.Growing.ShouldContain(t =>
            t.Path != null && t.Path.StartsWith("call.clients (LinkedList<HttpClient>)", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_channel_that_is_read_keeps_nothing()
    {
        using var http = new HttpClient { BaseAddress = _node.Url };
        var channel = Channel.CreateBounded<string>(16);

        var run = await ClientMemory.RepeatAsync(async () =>
        {
            await channel.Writer.WriteAsync(await http.GetStringAsync("/api/v1/txpool/status"));
            await channel.Reader.ReadAsync();
        }, Patient);

        run.ShouldKeepAtMost("0 B", per: CallUnit.Call);
    }

    [Test]
    public async Task A_channel_whose_reader_left_keeps_what_is_written()
    {
        using var http = new HttpClient { BaseAddress = _node.Url };
        var unread = Channel.CreateUnbounded<string>();

        var run = await ClientMemory.RepeatAsync(
            async () => unread.Writer.TryWrite(await http.GetStringAsync("/api/v1/txpool/status")), Short with { Name = "unread" });

        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        run.Judge("0 B").Outcome.ShouldBe(Outcome.Broken);
        run.Growing.Single(t => t.Name == "string").Path.ShouldStartWith("call.unread (UnboundedChannel<string>)");
    }

    [TestCase(true, ExpectedResult = Outcome.Held)]
    [TestCase(false, ExpectedResult = Outcome.Broken)]
    public async Task<Outcome> A_multiplexer_keeps_the_calls_that_it_does_not_forget(bool forgets)
    {
        using var node = await Multiplexer.ConnectAsync(_node.Url, forgets);

        var run = await ClientMemory.RepeatAsync(() => node.HeightAsync(), (forgets ? Patient : Short) with { Name = "multiplexer" });

        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        if (!forgets)
            run.Growing.ShouldContain(t => t.Name == "TaskCompletionSource<string>" && t.Field == "Multiplexer._pending");
        return run.Judge("0 B").Outcome;
    }

    [Test]
    public async Task One_gRPC_channel_for_all_calls_keeps_nothing()
    {
        using var channel = GrpcChannel.ForAddress(_grpc.Url);
        var calls = channel.CreateCallInvoker();

        var run = await ClientMemory.RepeatAsync(async () =>
        {
            using var call = calls.AsyncUnaryCall(Height, null, default, []);
            (await call.ResponseAsync).Length.ShouldBe(sizeof(long));
        }, Patient with { Name = "gRPC" });

        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        run.ShouldKeepAtMost("0 B", per: CallUnit.Call);
        run.Connections.ShouldReturnToStart();
    }

    [Test]
    public async Task A_gRPC_channel_of_each_call_keeps_its_connection()
    {
        var run = await ClientMemory.RepeatAsync(
            async () => await GrpcChannel.ForAddress(_grpc.Url).CreateCallInvoker().AsyncUnaryCall(Height, null, default, []),
            Short with { Name = "channel per call" });

        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        var verdict = run.Judge("0 B");
        verdict.Outcome.ShouldBe(Outcome.Broken);
        verdict.Notices[0].Id.ShouldBe("client.untilIdleTimeout");
        run.Growing.ShouldContain(t => t.Name == "Http2Connection" && t.Path != null);
    }

    /// <summary>The same client against a server in its own process: its objects are in the figures, and it is said.</summary>
    [Test]
    public async Task A_server_in_the_same_process_is_said()
    {
        await using var node = await TestNodes.TestNode.StartAsync(new TestNodes.TestNodeOptions { Limits = false });
        List<HttpResponseMessage> dropped = [];
        using var http = new HttpClient { BaseAddress = node.Http };

        var run = await ClientMemory.RepeatAsync(
            async () => dropped.Add(await http.GetAsync("/metrics", HttpCompletionOption.ResponseHeadersRead)), Short with { Name = "c" });

        dropped.ForEach(r => r.Dispose());
        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        run.Judge("0 B").Message.In(Language.English).ShouldContain("a web server in this process");
    }
}
