using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// An open load: requests leave when they are due, whatever became of those before. Latency counts from that moment, so that a node which stalls
/// isn't measured only by the requests that it let through.
/// </summary>
internal sealed class RequestWork(LoadRequests requests, LoadProfile profile, LoadSenders senders, LoadTally tally, LiveClock clock) : IPhaseWork
{
    private const int MostInFlight = 2000;
    private readonly HashSet<Task> _inFlight = [];
    private readonly DateTimeOffset _start = clock.Now;
    private CancellationToken _running;
    private long _next;

    /// <summary>Requests live as long as the run, not as the wait for the next one: the phase's end cuts none off.</summary>
    public Task BeginAsync(CancellationToken ct)
    {
        _running = ct;
        return Task.CompletedTask;
    }

    public async Task UntilAsync(DateTimeOffset end, CancellationToken ct)
    {
        while (profile.DueOf(_next) is { } after && _start + after < end)
        {
            await clock.UntilAsync(_start + after, ct);
            Launch(_next++, _start + after);
        }

        await clock.UntilAsync(end, ct);
    }

    public Task EndAsync()
    {
        lock (_inFlight)
            return Task.WhenAll(_inFlight);
    }

    public double Rate(TimeSpan over) => profile.Average(over);

    private void Launch(long number, DateTimeOffset due)
    {
        tally.Due();
        var request = requests.Make(number);
        if (senders.Next(counted: request.ForwardedFor is null) is not { } client)
        {
            tally.Limited("not sent: it would have gone over the node's limit of 100 requests a second for a client address");
            return;
        }

        lock (_inFlight)
        {
            if (_inFlight.Count >= MostInFlight)
            {
                tally.Failed($"not sent: {MostInFlight} requests wait for their answers");
                return;
            }

            var task = clock.RunAsync(() => SendAsync(client, request, due));
            if (!task.IsCompleted)
                _inFlight.Add(task);
            _ = task.ContinueWith(Done, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Done(Task task)
    {
        lock (_inFlight)
            _inFlight.Remove(task);
    }

    private async Task SendAsync(NodeClient client, NodeRequest request, DateTimeOffset due)
    {
        try
        {
            Count(await client.AskAsync(request, _running), clock.Now - due);
        }
        catch (OperationCanceledException)
        {
            tally.Failed("the run was ended before the answer came");
        }
    }

    private void Count(Reading<RawAnswer> reading, TimeSpan latency)
    {
        if (reading.Miss is { } miss)
        {
            if (miss.Kind == MissKind.RateLimited)
                tally.Limited(miss.Detail);
            else
                tally.Failed(miss.Detail, latency);
            return;
        }

        if (requests.AreRpc && RpcAnswers.Refusal(reading.Sample!.Body, tally.Scrub) is { } refusal)
            tally.Failed(refusal, latency);
        else
            tally.Ok(latency);
    }
}
