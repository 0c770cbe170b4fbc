using WesMemGuard.Node;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>Switches mining on or off; a gate that isn't open yet is asked again every 5 s while the phase lasts.</summary>
/// <param name="body">The call.</param>
/// <param name="doneAlready">What the node says when it is as asked for already.</param>
/// <param name="senders">Who asks.</param>
/// <param name="tally">Counts one request, done or failed.</param>
/// <param name="clock">The run's time.</param>
internal sealed class SwitchWork(string body, string? doneAlready, LoadSenders senders, LoadTally tally, LiveClock clock) : IPhaseWork
{
    private static readonly TimeSpan AskedAgain = TimeSpan.FromSeconds(5);
    private string? _refusal = "it was never asked";

    public Task BeginAsync(CancellationToken ct)
    {
        tally.Due();
        return AskAsync(ct);
    }

    public async Task UntilAsync(DateTimeOffset end, CancellationToken ct)
    {
        while (_refusal is not null && clock.Now + AskedAgain < end)
        {
            await clock.UntilAsync(clock.Now + AskedAgain, ct);
            await AskAsync(ct);
        }

        await clock.UntilAsync(end, ct);
    }

    public Task EndAsync()
    {
        if (_refusal is { } why)
            tally.Failed(why);
        else
            tally.Ok();
        return Task.CompletedTask;
    }

    public double Rate(TimeSpan over) => 0;

    private async Task AskAsync(CancellationToken ct)
    {
        if (senders.Next() is not { } client)
            return;
        var reading = await client.AskAsync(new NodeRequest("POST", NodePaths.JsonRpc, body), ct);
        _refusal = reading.Miss?.Detail ?? RpcAnswers.Refusal(reading.Sample!.Body, tally.Scrub);
        if (doneAlready is not null && reading.Sample is { } answer && System.Text.Encoding.UTF8.GetString(answer.Body.Span).Contains(doneAlready, StringComparison.Ordinal))
            _refusal = null;
    }
}
