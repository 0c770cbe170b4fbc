using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Answers;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// An open load: requests leave when they are due, whatever became of those before. How late they leave is the
/// harness's; how long the answer then takes is the node's.
/// </summary>
internal sealed class RequestWork(LoadRequests requests, Arrivals arrivals, LoadSenders senders, LoadTally tally,
    LiveClock clock, int mostInFlight) : IPhaseWork
{
    private readonly HashSet<Task> _inFlight = [];
    private readonly DateTimeOffset _start = clock.Now;
    private CancellationToken _running;
    private long _next;

    /// <summary>Told of what was accepted: the result as the node wrote it.</summary>
    public Action<string>? Accepted { get; init; }

    /// <summary>
    /// Requests live as long as the run, not as the wait for the next one: the phase's end cuts none off.
    /// </summary>
    public Task BeginAsync(CancellationToken ct)
    {
        _running = ct;
        return Task.CompletedTask;
    }

    public async Task UntilAsync(DateTimeOffset end, CancellationToken ct)
    {
        while (arrivals.DueOf(_next) is { } after && _start + after < end)
        {
            await clock.DueAsync(_start + after, ct);
            Launch(_next++, _start + after);
        }

        await clock.UntilAsync(end, ct);
    }

    public Task EndAsync()
    {
        lock (_inFlight)
            return Task.WhenAll(_inFlight);
    }

    public double Rate(TimeSpan over) => arrivals.Rate(over);

    private void Launch(long number, DateTimeOffset due)
    {
        tally.Due();
        lock (_inFlight)
        {
            if (_inFlight.Count >= mostInFlight)
            {
                tally.NotSent(LoadResult.TooManyInFlight);
                return;
            }
        }

        var request = requests.Make(number);
        if (senders.Next(counted: request.ForwardedFor is null) is not { } turn)
        {
            tally.NotSent(LoadResult.HeldBack);
            return;
        }

        var task = clock.RunAsync(() => SendAsync(turn, request, due));
        if (task.IsCompleted)
            return;
        lock (_inFlight)
            _inFlight.Add(task);
        _ = task.ContinueWith(Done, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void Done(Task task)
    {
        lock (_inFlight)
            _inFlight.Remove(task);
    }

    private async Task SendAsync(SendTurn turn, NodeRequest request, DateTimeOffset due)
    {
        using (turn)
        {
            var sent = clock.Now;
            tally.Sent(sent - due);
            try
            {
                var reading = await turn.Client.AskAsync(request, _running);
                var end = End(reading);
                tally.Ended(end, clock.Now - sent);
                if (end.Kind is LoadResultKind.TimedOut)
                    turn.GiveUp();
            }
            catch (OperationCanceledException)
            {
                tally.Ended(new RequestEnd(LoadResultKind.TimedOut, null, LoadResult.Ended));
                turn.GiveUp();
            }
        }
    }

    private RequestEnd End(Reading<RawAnswer> reading)
    {
        if (reading.Miss is { } miss)
            return RequestEnd.Of(miss);
        if (!requests.AreRpc)
            return requests.MayBeRpc ? RpcAnswers.EndOfAny(reading.Sample!.Body, tally.Scrub) : RequestEnd.Ok;
        var end = RpcAnswers.End(reading.Sample!.Body, tally.Scrub, requests.Accepts, must: true);
        if (end is { Kind: LoadResultKind.Ok, Reason: { } accepted })
            Accepted?.Invoke(accepted);
        return end;
    }
}
