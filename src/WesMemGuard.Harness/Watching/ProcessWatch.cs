using System.Globalization;
using WesMemGuard.Client.Processes;
using WesMemGuard.Harness.ClientRuns;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Watching;

/// <summary>Samples a running .NET process into a run: any, without a node and without a change to it.</summary>
internal static class ProcessWatch
{
    /// <summary>What a run of it is called.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="startedAt">UTC.</param>
    public static string Id(int pid, DateTimeOffset startedAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{startedAt.UtcDateTime:yyyyMMdd-HHmmss}-watch-{pid}");

    /// <summary>The header of a run of it.</summary>
    /// <param name="options">How it is watched.</param>
    /// <param name="id">The name of the run's folder.</param>
    /// <param name="name">The run's own name.</param>
    /// <param name="startedAt">UTC.</param>
    public static RunHeader Header(ProcessWatchOptions options, string id, string name, DateTimeOffset startedAt) =>
        new(id, name, startedAt, RunOrigin.Live)
        {
            Plan = new RunPlan(options.For is { } length ? [new PlannedPhase(name, "idle", length.TotalSeconds)] : []),
        };

    /// <summary>
    /// Watches until it is stopped, the time is over, the process ends or the token ends it; the run is whole in each case.
    /// </summary>
    /// <param name="options">What and how.</param>
    /// <param name="recorder">Takes what is seen.</param>
    /// <param name="clock">The time to wait in.</param>
    /// <param name="tick">How often <paramref name="look"/> is called.</param>
    /// <param name="look">Sees the process and says what to do.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="NoRuntimeException">No .NET runtime answers for the process.</exception>
    public static Task RunAsync(ProcessWatchOptions options, RunRecorder recorder, LiveClock clock, TimeSpan tick,
        Func<WatchMoment, WatchWish> look, CancellationToken ct) => clock.RunAsync(async () =>
        {
            using var sampler = ClientSampler.Attach(options.Pid, options.Interval, recorder, clock);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var phases = new WatchedPhases(options.Phases, options.Name, recorder, clock.Now);
            var begun = options.Dumps ? sampler.DumpAsync() : Task.CompletedTask;
            var polling = sampler.RunAsync(options.Interval, options.Gc, over.Token);
            try
            {
                await begun;
                await WatchLoop.RunAsync(new WatchedSource(() => sampler.AnsweredAt, options.Interval, options.For), phases, polling, clock,
                    tick, look, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                recorder.Add(new RunEvent(clock.Now, RunEvent.Interrupted));
            }
            finally
            {
                await over.CancelAsync();
                await polling;
                if (options.Dumps && !sampler.HasEnded)
                    await sampler.DumpAsync();
                await sampler.EndAsync(CancellationToken.None);
                phases.End(clock.Now);
                recorder.Add(new RunEvent(clock.Now, RunEvent.End));
            }
        });

    /// <summary>Records a process for replays, with a dump of its heap at the beginning and at the end.</summary>
    /// <param name="options">What and how.</param>
    /// <param name="folder">The recording's folder; it is not there yet, or empty.</param>
    /// <param name="scrub">Takes secrets out of what is kept.</param>
    /// <param name="clock">The time to wait in.</param>
    /// <param name="ct">Ends the recording; what was seen stays.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="BadInputException">The folder holds something.</exception>
    /// <exception cref="NoRuntimeException">No .NET runtime answers for the process.</exception>
    public static async Task<MemoryRun> RecordAsync(ProcessWatchOptions options, string folder, Secrets.Scrubber scrub, LiveClock clock,
        CancellationToken ct)
    {
        using (DotnetProcess.Attach(options.Pid, options.Interval, clock.Time))
        {
            // It answers: only then a folder is made.
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        options = options with { Name = "recorded", Dumps = true };
        var header = Header(options, Id(options.Pid, clock.Now), name, clock.Now);
        using var recording = RecordingWriter.Create(
            folder, new RecordingPlan(header.StartedAt, name, options.Interval, options.Interval, null) { Plan = header.Plan }, scrub);
        var recorder = new RunRecorder(header) { Scrub = scrub.Text, Witness = recording };
        await RunAsync(options, recorder, clock, options.Interval, _ => WatchWish.GoOn, ct);
        return recorder.Run;
    }
}
