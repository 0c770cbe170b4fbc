using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// Switches mining on or off; a gate that isn't open yet is asked again every 5 s while the phase lasts.
/// </summary>
/// <param name="body">The call.</param>
/// <param name="doneAlready">What the node says when it is as asked for already.</param>
/// <param name="senders">Who asks.</param>
/// <param name="tally">Counts one request, done or failed.</param>
/// <param name="clock">The run's time.</param>
internal sealed class SwitchWork(string body, string? doneAlready, LoadSenders senders, LoadTally tally,
    LiveClock clock) : IPhaseWork
{
    private static readonly TimeSpan AskedAgain = TimeSpan.FromSeconds(5);
    private RequestEnd? _end;
    private bool _asked;

    public Task BeginAsync(CancellationToken ct)
    {
        tally.Due();
        return AskAsync(ct);
    }

    public async Task UntilAsync(DateTimeOffset end, CancellationToken ct)
    {
        while (_end is not { Kind: LoadResultKind.Ok } && clock.Now + AskedAgain < end)
        {
            await clock.UntilAsync(clock.Now + AskedAgain, ct);
            await AskAsync(ct);
        }

        await clock.UntilAsync(end, ct);
    }

    public Task EndAsync()
    {
        if (_end is { } end)
            tally.Ended(end);
        else
            tally.NotSent(LoadResult.HeldBack);
        return Task.CompletedTask;
    }

    public double Rate(TimeSpan over) => 0;

    private async Task AskAsync(CancellationToken ct)
    {
        using var turn = senders.Next();
        if (turn is null)
            return;
        if (!_asked)
            tally.Sent();
        _asked = true;
        var reading = await turn.Client.AskAsync(new NodeRequest("POST", NodePaths.JsonRpc, body), ct);
        _end = reading.Miss is { } miss ? RequestEnd.Of(miss) : RpcAnswers.End(reading.Sample!.Body, tally.Scrub);
        if (doneAlready is not null && reading.Sample is { } answer
            && answer.Body.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(doneAlready)) >= 0)
            _end = RequestEnd.Ok; // the node has no code for it: its own words, in the language that it always answers in
    }
}
