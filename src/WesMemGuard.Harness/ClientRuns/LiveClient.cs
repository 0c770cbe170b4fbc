using WesMemGuard.Client.Processes;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.ClientRuns;

/// <summary>The client that a scenario runs beside its node: started when the node answers, sampled like it, stopped before it.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    /// <summary>Time between two full collections where the scenario says none: a client's own may come once in an hour.</summary>
    private static readonly TimeSpan UsualGc = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30), Between = TimeSpan.FromMilliseconds(250);

    private readonly ClientProcess _process;
    private readonly ClientSampler _sampler;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _gc;

    private LiveClient(ClientProcess process, ClientSampler sampler, Scenario scenario)
    {
        (_process, _sampler, _interval) = (process, sampler, scenario.Interval);
        _gc = scenario.LiveHeapInterval ?? UsualGc;
    }

    /// <summary>Starts it and waits until its runtime answers.</summary>
    /// <param name="scenario">A scenario; one without a client has none.</param>
    /// <param name="options">The run's.</param>
    /// <param name="node">Where the node answers.</param>
    /// <param name="recorder">Takes what is seen.</param>
    /// <param name="clock">The run's time.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="NodeStartException">It can't be run, or is no .NET program.</exception>
    public static async Task<LiveClient?> StartAsync(Scenario scenario, LiveOptions options, Uri node, RunRecorder recorder,
        LiveClock clock, CancellationToken ct)
    {
        if (scenario.Client is not { } client)
            return null;
        var process = ClientProcess.Start(client, node, new NodeStartOptions
        {
            Folder = options.ScenarioFolder,
            OutputFile = options.NodeOutput is { } file ? Path.Combine(Path.GetDirectoryName(file)!, "client-output.log") : null,
            Happened = happened => recorder.Add(happened),
            Scrub = options.Scrubber.Text,
        }, clock.Time);
        try
        {
            var sampler = await AttachAsync(process, scenario, recorder, clock, ct);
            return new LiveClient(process, sampler, scenario);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Samples it until it is ended.</summary>
    public Task RunAsync(CancellationToken ct) => _sampler.RunAsync(_interval, _gc, ct);

    /// <summary>Keeps what its heap is made of, now.</summary>
    public Task DumpAsync() => _process.HasEnded ? Task.CompletedTask : _sampler.DumpAsync();

    /// <summary>The last look, after the last phase.</summary>
    public Task EndAsync(CancellationToken ct) => _sampler.EndAsync(ct);

    public async ValueTask DisposeAsync()
    {
        _sampler.Dispose();
        await _process.DisposeAsync();
    }

    private static async Task<ClientSampler> AttachAsync(ClientProcess process, Scenario scenario, RunRecorder recorder,
        LiveClock clock, CancellationToken ct)
    {
        var until = clock.Now + AnswersWithin;
        while (true)
        {
            try
            {
                return ClientSampler.Attach(process.Pid, scenario.Interval, recorder, clock);
            }
            catch (NoRuntimeException e) when (process.HasEnded || clock.Now >= until)
            {
                var program = scenario.Client!.Command;
                throw new NodeStartException(
                    process.HasEnded ? StartReasons.ClientEnded(program) : StartReasons.ClientSilent(program, e.Reason), e);
            }
            catch (NoRuntimeException)
            {
                await clock.UntilAsync(clock.Now + Between, ct); // it is starting
            }
        }
    }
}
