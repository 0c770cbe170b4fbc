using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Node.Tests.Processes;

/// <summary>A client that is started beside a node.</summary>
[Platform(Include = "Linux,MacOsX")]
internal sealed class ClientProcessTests
{
    private static readonly Uri Node = new("http://127.0.0.1:28680/");
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    [TestCase("test \"$0\" = http://127.0.0.1:28680 && test \"$NODE\" = http://127.0.0.1:28680/rpc", "client-started client-ended", 0)]
    [TestCase("exit 3", "client-started client-died", 3)]
    public async Task It_is_told_the_nodes_address_and_how_it_ends_is_told(string script, string events, int code)
    {
        var told = new List<RunEvent>();
        using var both = new CountdownEvent(2);
        var how = new StartedNode("sh")
        {
            Arguments = ["-c", script, "{url}"],
            Environment = new Dictionary<string, string> { ["NODE"] = "{url}/rpc" },
        };

        await using var client = ClientProcess.Start(how, Node, Options(happened =>
        {
            lock (told)
                told.Add(happened);
            both.Signal();
        }), TimeProvider.System);

        both.Wait(Within).ShouldBeTrue();
        lock (told)
        {
            string.Join(' ', told.Select(e => e.Name)).ShouldBe(events);
            told[1].Code.ShouldBe(code);
        }
    }

    [Test]
    public async Task It_is_ended_when_it_is_not_needed_any_more_and_that_is_no_death()
    {
        var told = new List<string>();
        var client = ClientProcess.Start(new StartedNode("sleep") { Arguments = ["600"] }, Node, Options(e => told.Add(e.Name)),
            TimeProvider.System);

        await client.DisposeAsync();

        client.HasEnded.ShouldBeTrue();
        told.ShouldBe([RunEvent.ClientStarted]);
    }

    [Test]
    public void A_program_that_is_not_there_is_told() => Should.Throw<NodeStartException>(() => ClientProcess.Start(
        new StartedNode("no-such-program"), Node, Options(_ => { }), TimeProvider.System)).Message.ShouldContain("no-such-program");

    private static NodeStartOptions Options(Action<RunEvent> happened) => new() { Happened = happened };
}
