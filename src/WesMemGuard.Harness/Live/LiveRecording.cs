using WesMemGuard.Budgets;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Logs.Writing;
using WesMemGuard.Measurement;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Node.Services.Go;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Secrets;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// What a recording holds beside the conversation: the tail of the node's log, and profiles at marks.
/// </summary>
internal sealed class LiveRecording : IDisposable
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(5);

    /// <summary>A node that is started again and again writes to as many folders as it likes.</summary>
    private const int MostLogs = 64;

    private readonly LiveClock _clock;
    private readonly ProfileMarks? _marks;
    private readonly LiveOptions _options;
    private readonly LiveNode _node;
    private readonly Dictionary<string, LineTail> _logs = new(StringComparer.Ordinal);

    /// <param name="options">What is recorded.</param>
    /// <param name="node">The node.</param>
    /// <param name="asking">Asks it for profiles.</param>
    /// <param name="recorder">The run.</param>
    /// <param name="clock">The run's time.</param>
    public LiveRecording(LiveOptions options, LiveNode node, NodeClient asking, RunRecorder recorder, LiveClock clock)
    {
        (_clock, _options, _node) = (clock, options, node);
        _marks = !node.HasDiagnostics ? null
            : NeedsProfiles(options, node) ? new ProfileMarks(asking, recorder, clock, recorder.Run.Header.Plan?.Length)
            : options.ProfileMarks
                ? new ProfileMarks(asking, recorder, clock,
                    options.Together is null ? null : recorder.Run.Header.Plan?.Length) : null;
        if (options.LogFile is { } named)
            Follow(named);
    }

    /// <summary>
    /// Whether limits are on what profiles measure, or the growth of a service that has no counters of its own: then
    /// only profiles of before tell who grew.
    /// </summary>
    private static bool NeedsProfiles(LiveOptions options, LiveNode node) => options.Budget?.Limits.Any(l =>
        l.Metric == Metric.MeasuredBytes
        || (node.Service.Name == GoServiceProfile.Name && l is { Metric: Metric.LiveHeap, Rule: not Peak })) == true;

    /// <summary>Begins a recording of a live run.</summary>
    /// <exception cref="BadInputException">There is something in the folder already.</exception>
    public static RecordingWriter Begin(Scenario scenario, RunHeader header, string folder, Scrubber scrubber,
        bool wholeLog = false) =>
        RecordingWriter.Create(
        folder,
        new RecordingPlan(header.StartedAt, scenario.Title
            ?? header.Name, scenario.Interval, scenario.MetricsInterval, (scenario.Node as StartedNode)?.ConfigJson)
        {
            Plan = header.Plan,
            KnownLine = wholeLog ? line => line : KnownLogLine.Of,
        },
        scrubber);

    public Task RunAsync(CancellationToken ct) =>
        Task.WhenAll(_marks?.RunAsync(ct) ?? Task.CompletedTask,
            _options.Recording is null ? Task.CompletedTask : FollowAsync(ct));

    /// <summary>While the node still runs.</summary>
    public Task EndAsync(CancellationToken ct) => _marks?.LastAsync(ct) ?? Task.CompletedTask;

    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Read();
            log.Dispose();
        }

        _logs.Clear();
    }

    private Task FollowAsync(CancellationToken ct) => _clock.RunAsync(async () =>
    {
        try
        {
            while (true)
            {
                // A node that is started again may write to another folder.
                if (_node.Pid is { } pid && NodeLogs.Of(pid) is { } now)
                    Follow(now);
                foreach (var log in _logs.Values)
                    log.Read();
                await _clock.UntilAsync(_clock.Now + LogEvery, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return; // the run is over
        }
    });

    private void Follow(string file)
    {
        if (_options.Recording is { } recording && _logs.Count < MostLogs && !_logs.ContainsKey(file))
            _logs[file] = new LineTail(file, line => recording.Log(Path.GetFileName(file), line));
    }
}
