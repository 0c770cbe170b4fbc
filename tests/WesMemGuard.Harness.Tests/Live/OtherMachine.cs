using System.Net;
using System.Net.Sockets;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// Counts connections that arrive at an address that is no loopback, where this machine has it: in a network namespace of the tests' own,
/// whose maker says so in the environment (<see cref="Wanted"/>). Elsewhere nobody listens, and nothing is counted.
/// </summary>
internal sealed class OtherMachine : IDisposable
{
    /// <summary>The address and port (RFC 5737).</summary>
    public const string Address = "192.0.2.2:31000";

    /// <summary>Set where the address must be there.</summary>
    public const string Wanted = "WESMEMGUARD_TEST_OTHER_MACHINE";

    private readonly TcpListener? _listener;
    private readonly Task _taking = Task.CompletedTask;
    private int _arrived;

    public OtherMachine()
    {
        if (Environment.GetEnvironmentVariable(Wanted) is null)
            return;
        _listener = new TcpListener(IPEndPoint.Parse(Address));
        _listener.Start();
        _taking = TakeAsync(_listener);
    }

    /// <summary>Whether anybody counts.</summary>
    public bool IsThere => _listener is not null;

    /// <summary>How many arrived.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    public void Dispose()
    {
        _listener?.Stop();
        _taking.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        _listener?.Dispose();
    }

    private async Task TakeAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var arrived = await listener.AcceptSocketAsync();
                Interlocked.Increment(ref _arrived);
            }
        }
        catch (SocketException)
        {
            return; // stopped
        }
        catch (InvalidOperationException) // an ObjectDisposedException among them
        {
            return; // stopped
        }
    }
}
