namespace WesMemGuard.Harness.Comparing;

/// <summary>
/// Where runs that are driven side by side wait for each other, again and again, so that each step begins at one
/// instant.
/// </summary>
/// <param name="runs">How many there are.</param>
internal sealed class StartLine(int runs)
{
    private readonly Lock _lock = new();
    private int _runs = runs;
    private int _there;
    private TaskCompletionSource _open = new();

    /// <summary>Waits until all that still run are there.</summary>
    public Task MeetAsync(CancellationToken ct)
    {
        Task met;
        TaskCompletionSource? opened;
        lock (_lock)
        {
            met = _open.Task;
            _there++;
            opened = OpenedIfAll();
        }

        opened?.SetResult();
        return met.WaitAsync(ct);
    }

    /// <summary>A run is over: nobody waits for it any more.</summary>
    public void Leave()
    {
        TaskCompletionSource? opened;
        lock (_lock)
        {
            _runs--;
            opened = OpenedIfAll();
        }

        opened?.SetResult();
    }

    private TaskCompletionSource? OpenedIfAll()
    {
        if (_there < _runs || _there == 0)
            return null;
        _there = 0;
        var open = _open;
        _open = new TaskCompletionSource();
        return open;
    }
}
