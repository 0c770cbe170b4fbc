namespace WesMemGuard.Conventions.Tests;

/// <summary>One place opens connections, and looks where to: whoever opens a socket of its own could leave this machine.</summary>
internal sealed class ConnectionTests
{
    private static readonly string[] Opens = ["new HttpClient(", "new TcpClient(", "new SocketsHttpHandler", "new HttpClientHandler",
        "new Socket(", ".ConnectAsync(", ".Connect("];

    /// <summary>Who does, and why it may.</summary>
    private static readonly Dictionary<string, string> May = new()
    {
        ["src/WesMemGuard.Node/Connections.cs"] = "the one place",
        ["src/WesMemGuard.Node/NodeCall.cs"] = "by a handler of Connections",
        ["src/WesMemGuard.Cli/Baselines/Alerts.cs"] = "by a handler of Connections",
        ["src/WesMemGuard.Harness/Live/Load/SocketWork.cs"] = "by an invoker over a handler of Connections",
        ["src/WesMemGuard.Node/Processes/Ports.cs"] = "listens, to find free ports",
        ["src/WesMemGuard.Fleets/Prometheus/PrometheusAccess.cs"] = "a server of series that was named: it is read, no load is sent",
        ["src/WesMemGuard.WireMock/RecordedAnswers.cs"] = "a replay in this process",
    };

    [Test]
    public void Only_one_place_opens_connections()
    {
        var found = SourceFiles.CSharp("src").Where(f => !SourceFiles.Name(f).Contains("/WesMemGuard.Analyzers", StringComparison.Ordinal))
            .Where(f => Violates(File.ReadAllText(f))).Select(SourceFiles.Name).ToList();

        found.Count.ShouldBeGreaterThan(4);
        found.Where(f => !May.ContainsKey(f)).ShouldBeEmpty();
    }

    [TestCase("using var c = new TcpClient();", true)]
    [TestCase("await socket.ConnectAsync(host, port);", true)]
    [TestCase("/// new TcpClient() would\n", false)]
    [TestCase("Connections.OpenAsync(to)", false)]
    public void One_that_does_is_seen(string code, bool does) => Violates(code).ShouldBe(does);

    private static bool Violates(string text) => text.Split('\n').Any(line =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Opens.Any(o => line.Contains(o, StringComparison.Ordinal)));
}
