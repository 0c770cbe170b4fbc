// What a clean-up disposes is what the compiler binds: the name of what is caught hides the member.
namespace HiddenByOthers;

public sealed class Failing(TcpClient peer) : IDisposable
{
    private readonly TcpClient @event = peer;

    public bool IsOpen => @event.Connected;

    public void Dispose()
    {
        try
        {
            GC.KeepAlive(this);
        }
        catch (Failure @event)
        {
            @event.Dispose();
        }
    }
}

public sealed class Failure : Exception, IDisposable
{
    public void Dispose() => GC.SuppressFinalize(this);
}

public static class Asking
{
    public static bool Ask(TcpClient peer)
    {
        var asked = new Failing(peer);
        return asked.IsOpen;
    }
}
