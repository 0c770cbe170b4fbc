// A clean-up by another spelling of a member's name, in code that other symbols leave out, is read as the compiler reads it.
namespace NamedAsWords;

public sealed class Peer(string host) : IDisposable
{
    private readonly TcpClient _event = new(host, 8333);

    public bool IsOpen => @_event.Connected;

    // _event.Dispose() stands below in two ways.
    public void Dispose()
    {
#if LEFT_OUT
        _other.Dispose();
#else
        @_event.Dispose();
#endif
    }
}

public static class Asking
{
    public static bool Ask(string host)
    {
        var peer = new Peer(host); // leak: WMG3006
        return peer.IsOpen;
    }
}
