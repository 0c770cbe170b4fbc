using System.Net;
using System.Net.Sockets;
using System.Text;
using WesMemGuard.Cli.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Periods;
using WesMemGuard.Input;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Tests;

internal sealed class AlertsTests
{
    private readonly StringWriter _error = new();
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End()
    {
        _folder.Dispose();
        _error.GetStringBuilder().Clear();
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(2, false)]
    [TestCase(3, true)]
    [TestCase(5, true)]
    public void What_can_not_be_told_yet_wakes_nobody(int exitCode, bool worth) =>
        Alerts.IsWorth(exitCode).ShouldBe(worth);

    [Test]
    public async Task A_webhook_on_this_machine_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var told = AnswerAsync(listener, "200 OK");
        var alerts = Telling($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook", null);
        await alerts.TellAsync(Period, ExitCodes.Broken, ["liveHeap: above"], default);

        var request = await told;
        request.ShouldStartWith("POST /hook HTTP/1.1");
        request.ShouldContain("Content-Length: ");
        request.ShouldNotContain("chunked");
        request.ShouldContain("\"outcome\":\"broken\",\"exitCode\":1");
        request.ShouldContain("it grew");
        request.ShouldContain("liveHeap: above");
        _error.ToString().ShouldBeEmpty();
    }

    [Test]
    public async Task A_webhook_that_refuses_is_told_of_and_ends_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var told = AnswerAsync(listener, "500 No");
        var alerts = Telling($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/", null);
        await alerts.TellAsync(Period, ExitCodes.Broken, [], default);

        await told;
        _error.ToString().ShouldContain("answered 500");
        _error.ToString().ShouldContain("answered 500");
    }

    /// <summary>Whoever knows the path of a webhook may write there.</summary>
    [Test]
    public async Task The_address_of_a_webhook_is_not_written()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var told = AnswerAsync(listener, "500 No");
        var alerts = Telling($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/services/T0/B0/x7secret?key=y8secret", null);
        await alerts.TellAsync(Period, ExitCodes.Broken, [], default);

        await told;
        _error.ToString().ShouldContain("http://127.0.0.1:");
        _error.ToString().ShouldNotContain("secret");
    }

    [Test]
    public async Task A_command_gets_folder_and_code_as_arguments_and_the_messages_as_input()
    {
        var (script, text) = OperatingSystem.IsWindows()
            ? ("told.cmd", "@echo %1 %2> told.txt\r\n@findstr .* >> told.txt\r\n")
            : ("told.sh", "#!/bin/sh\necho \"$1 $2\" > told.txt\ncat >> told.txt\n");
        _folder.Write(script, text);
        var path = Path.Combine(_folder.Path, script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var alerts = Telling(null, path);
        await alerts.TellAsync(Period, ExitCodes.Broken, ["$(touch injected); \u001b[31m"], default);

        var told = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "told.txt"));
        told.ShouldStartWith("runs/2026-11-22/x 1");
        told.ShouldContain("it grew");
        told.ShouldContain("\\u001B[31m");
        File.Exists(Path.Combine(_folder.Path, "injected")).ShouldBeFalse();
        _error.ToString().ShouldBeEmpty();
    }

    [Test]
    public async Task A_command_that_is_not_there_is_told_of_and_ends_nothing()
    {
        var alerts = Telling(null, Path.Combine(_folder.Path, "nothing"));
        await alerts.TellAsync(Period, ExitCodes.Broken, [], default);

        _error.ToString().ShouldContain("the alert's command ");
    }

    private static WatchedPeriod Period { get; } = new(
        "runs/2026-11-22/x", new MemoryRun(new RunHeader("x", "watch", DateTimeOffset.UnixEpoch, RunOrigin.Live)),
        new RunVerdict(
            [new Verdict { Of = "process", Metric = "rss", Limit = "peak", Outcome = Outcome.Broken, Budget = 1, Unit = "MiB",
            Evidence = "/proc", Reason = InputReasons.Verbatim("above"),
            Message = new VerdictMessage(InputReasons.Verbatim("it grew")) }]));

    private Alerts Telling(string? webhook, string? command) => new(
        webhook, command, [],
            new Surroundings(TextWriter.Null, _error, _folder.Path, new Dictionary<string, string>(), IsTerminal: false,
            Surroundings.PlainWidth));

    private static async Task<string> AnswerAsync(TcpListener listener, string status)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var (buffer, request) = (new byte[4096], new StringBuilder());
        while (!request.ToString().Contains("]}", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
                break;
            request.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return request.ToString();
    }
}
