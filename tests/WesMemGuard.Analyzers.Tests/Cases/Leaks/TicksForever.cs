// A loop over a timer's ticks for each object that a call makes: neither a token nor anything else ends it.
namespace TicksForever;

public sealed class Lease
{
    private int _renewed;

    public static Lease Take()
    {
        var lease = new Lease();
        _ = lease.RenewAsync();
        return lease;
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10)); // leak: WMG3006
        while (await timer.WaitForNextTickAsync())
            _renewed++;
    }
}

public sealed class Desk
{
    public string Serve(string name)
    {
        var lease = Lease.Take();
        return name + lease;
    }
}
