// Loops over ticks that a token, a flag or the object's disposal ends.
namespace TicksUntilToldTo;

public sealed class Lease : IDisposable
{
    private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(10));
    private int _renewed;
    private volatile bool _gone;

    public static Lease Take(CancellationToken ct)
    {
        var lease = new Lease();
        _ = lease.RenewAsync();
        _ = lease.RenewUntilAsync(ct);
        _ = lease.RenewWhileThereAsync();
        return lease;
    }

    public void Dispose()
    {
        _gone = true;
        _timer.Dispose();
    }

    private async Task RenewAsync()
    {
        while (await _timer.WaitForNextTickAsync())
            _renewed++;
    }

    private async Task RenewUntilAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        while (await timer.WaitForNextTickAsync(ct))
            _renewed++;
    }

    private async Task RenewWhileThereAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        while (await timer.WaitForNextTickAsync())
            if (_gone)
                break;
    }
}

public sealed class Desk
{
    public string Serve(string name, CancellationToken ct)
    {
        using var lease = Lease.Take(ct);
        return name + lease;
    }
}
