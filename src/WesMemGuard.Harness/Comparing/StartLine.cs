namespace WesMemGuard.Harness.Comparing;

/// <summary>Where runs that are driven side by side wait for each other, again and again, so that each step begins at one instant.</summary>
/// <param name="runs">How many there are.</param>
internal sealed class StartLine(int runs)
{
    private readonly Lock _lock = new();
    private int _runs = runs;
    private int _there;
    private TaskCompletionSource _open = New();

    /// <summary>Waits until all that still run are there.</summary>
    public Task MeetAsync(CancellationToken ct)
    {
        Task met;
        lock (_lock)
        {
            met = _open.Task;
            _there++;
            OpenIfAll();
        }

        return met.WaitAsync(ct);
    }

    /// <summary>A run is over: nobody waits for it any more.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _runs--;
            OpenIfAll();
        }
    }

    private void OpenIfAll()
    {
        if (_there < _runs || _there == 0)
            return;
        _there = 0;
        var open = _open;
        _open = New();
        open.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
