using System.Globalization;
using System.Net;
using WesMemGuard.Node.Processes;
using WesMemGuard.Recording;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace WesMemGuard.Testing;

/// <summary>
/// A recorded node as a WireMock server on this machine: stubs and faults of a test lie over the recording, and what no stub takes is
/// answered as the node did.
/// </summary>
public sealed class ReplayedNode : IAsyncDisposable, IDisposable
{
    /// <summary>The priority of the recording, below that of any stub that doesn't set one.</summary>
    public const int RecordingPriority = 1_000_000;

    private const int MostRequestsKept = 10_000;

    private readonly ReplayServer _replay;
    private readonly RecordedAnswers _answers;

    private ReplayedNode(ReplayServer replay, RecordedAnswers answers, WireMockServer server)
    {
        (_replay, _answers, Server) = (replay, answers, server);
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Port}"));
    }

    /// <summary>The server, for stubs (<c>Given</c>), for the calls that came (<c>LogEntries</c>), and for its admin pages.</summary>
    public WireMockServer Server { get; }

    /// <summary>Where it answers; one port serves both of the node's.</summary>
    public Uri Url { get; }

    /// <summary>The recording's time, which passes while it is served.</summary>
    public TimeProvider Clock => _replay.Clock;

    /// <summary>Starts serving a recording.</summary>
    /// <param name="recording">Its folder: relative to the test project's folder or one above it, or absolute.</param>
    /// <param name="speed">How many times faster than it was recorded, above 0.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="Input.BadInputException">It is not there.</exception>
    /// <exception cref="Runs.UnreadableRunException">It is no recording.</exception>
    public static Task<ReplayedNode> StartAsync(string recording, double speed = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        var folder = ProjectFolder.Whole(recording);
        return Task.Run(() => Start(RecordingFolder.Open(folder), speed), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Server.Dispose();
        _answers.Dispose();
        _replay.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static ReplayedNode Start(RecordingFolder recording, double speed)
    {
        var replay = ReplayServer.Start(recording, new ReplayPorts { Diagnostics = null, Speed = speed, Stays = true });
        var answers = new RecordedAnswers(replay.Address.Http);
        var server = WireMockServer.Start(new WireMockServerSettings
        {
            // It takes no port 0 in an address.
            Urls = [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free(1)[0]}")],
            StartAdminInterface = true,
            MaxRequestLogCount = MostRequestsKept,
            PreWireMockMiddlewareInit = CurrentCall.Install,
        });
        server.Given(Request.Create().UsingAnyMethod()).AtPriority(RecordingPriority)
            .RespondWith(Response.Create().WithCallback(answers.OfAsync));
        return new ReplayedNode(replay, answers, server);
    }
}
