// A periodic timer that one handler stops and clean-up forgets; a pipe's client handle that stays open in the parent.
using System.IO.Pipes;

namespace TimerForgotten;

public sealed class Beat : IDisposable
{
    private readonly TcpClient _wire = new();
    private Timer? _timer;

    public void Start() => _timer = new Timer(_ => Console.WriteLine(_wire.Connected), null, 0, 1000); // leak: WMG3006

    public void Connected()
    {
        _timer?.Dispose();
        _timer = null;
    }

    public void Dispose() => _wire.Dispose();
}

public static class Child
{
    public static void Start(System.Diagnostics.ProcessStartInfo how)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        how.ArgumentList.Add(pipe.GetClientHandleAsString()); // leak: WMG3006
        using var child = System.Diagnostics.Process.Start(how);
        pipe.ReadByte();
    }
}
