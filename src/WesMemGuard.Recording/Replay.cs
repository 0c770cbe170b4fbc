using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>Plays a recording into a run: the same client and sampler as on a live node, over real HTTP, in the recording's time.</summary>
internal static class Replay
{
    /// <summary>Bound of one answer of our own server; recorded time-outs don't wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Sends each recorded request once, in order, at its instant, and adds what else was recorded at its time.</summary>
    /// <exception cref="UnknownRequestException">The recording lacks what was asked.</exception>
    /// <exception cref="InvalidOperationException">An answer was lost on the way: an error of our own.</exception>
    public static async Task RunAsync(RecordingFolder recording, RunRecorder recorder, CancellationToken ct)
    {
        using var server = ReplayServer.Start(recording);
        using var client =
            new NodeClient(server.Address, server.Clock, new NodeClientSettings { Timeout = Patience, Connect = server.ConnectAsync });
        var sampler = new NodeSampler(client, recorder);
        foreach (var (at, step) in Steps(recording, server, sampler, recorder).OrderBy(s => s.At))
        {
            ct.ThrowIfCancellationRequested();
            server.MoveTo(at);
            await step(ct);
        }

        server.ThrowIfUnknown();
    }

    /// <summary>All that was recorded; of one instant, in this order.</summary>
    private static IEnumerable<(DateTimeOffset At, Func<CancellationToken, Task> Take)> Steps(
        RecordingFolder recording, ReplayServer server, NodeSampler sampler, RunRecorder recorder)
    {
        foreach (var happened in recording.Events.Where(e => e.Name != RunEvent.End).Concat(recording.Notices))
            yield return (happened.At, Now(() => recorder.Add(happened)));
        foreach (var exchange in recording.Exchanges)
            yield return (exchange.At, ct => AskAsync(exchange, server, sampler, ct));
        var process = new RecordedProcess(recording.Process);
        foreach (var look in recording.Process)
            yield return (look.At, ct => sampler.TakeAsync(process, ct));
        foreach (var look in recording.Client)
            yield return (look.At, Now(() => recorder.Add(look)));
        foreach (var profile in recording.Profiles)
            yield return (profile.At, profile.Kind == ProfileKind.HeapDump // nobody is asked for it: the client's runtime told it
                ? Now(() => recorder.Add(new ProfileCapture(profile.At, profile.Kind, profile.Name, profile.Content)))
                : ct => ProfileAsync(profile, sampler, ct));
        foreach (var phase in recording.Phases)
            yield return (phase.EndedAt, Now(() => recorder.Add(phase)));
        foreach (var loss in recording.Losses)
            yield return (recording.EndedAt, Now(() => recorder.Add(loss)));
        foreach (var end in recording.Events.Where(e => e.Name == RunEvent.End))
            yield return (end.At, Now(() => recorder.Add(end)));
    }

    private static Func<CancellationToken, Task> Now(Action action) => _ =>
    {
        action();
        return Task.CompletedTask;
    };

    private static async Task AskAsync(Exchange exchange, ReplayServer server, NodeSampler sampler, CancellationToken ct)
    {
        server.MoveTo(exchange);
        var before = server.Served;
        var miss = await sampler.TakeAsync(exchange.Request, ct);
        Check(exchange, server.Served - before, miss);
    }

    /// <summary>
    /// An answered exchange is answered once, a failed one never: anything else is lost evidence, and an error of our own.
    /// </summary>
    internal static void Check(Exchange exchange, int answered, Miss? miss)
    {
        if (answered != (exchange.Error is null ? 1 : 0) || (exchange.Error is not null && miss is null))
            throw new InvalidOperationException(
                $"the replay of line {exchange.Line} gave {answered} answers: {miss?.Detail ?? "a sample"}");
    }

    private static async Task ProfileAsync(RecordedProfile profile, NodeSampler sampler, CancellationToken ct)
    {
        if (await sampler.TakeProfileAsync(profile.Kind, profile.Name, ct) is { } miss)
            throw new InvalidOperationException($"the replay of {profile.Name} failed: {miss.Detail}");
    }
}

/// <summary>The looks at the process that were recorded, one after the other.</summary>
internal sealed class RecordedProcess(IReadOnlyList<Reading<ProcessSample>> looks) : IProcessSource
{
    private int _next;

    public ValueTask<Reading<ProcessSample>> ReadAsync(CancellationToken ct) => ValueTask.FromResult(looks[_next++]);
}
