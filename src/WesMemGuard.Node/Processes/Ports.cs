using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WesMemGuard.Node.Processes;

/// <summary>TCP ports of this machine.</summary>
public static class Ports
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>So many different ports that nobody listens on now, on any address.</summary>
    public static IReadOnlyList<int> Free(int count)
    {
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                socket.Bind(new IPEndPoint(IPAddress.Any, 0));
            }

            return [.. sockets.Select(s => ((IPEndPoint)s.LocalEndPoint!).Port)];
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    /// <summary>
    /// The process that listens on a port; null when nobody does, when it is another user's, or when this system doesn't tell.
    /// </summary>
    public static int? OwnerOf(int port)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var sockets = Tables.Where(File.Exists).SelectMany(File.ReadLines).Select(line => Listener(line, port)).OfType<string>()
            .ToHashSet();
        return sockets.Count == 0
            ? null : ProcFiles.Pids().Cast<int?>().FirstOrDefault(pid => ProcFiles.Descriptors(pid!.Value).Any(sockets.Contains));
    }

    /// <summary>The ports that a process listens on; empty where this system doesn't tell.</summary>
    public static IReadOnlyList<int> Of(int pid)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var own = ProcFiles.Descriptors(pid).ToHashSet();
        return [.. Tables.Where(File.Exists).SelectMany(File.ReadLines).Select(Parse)
            .Where(l => l is { } found && own.Contains(found.Socket)).Select(l => l!.Value.Port).Distinct().Order()];
    }

    private static string? Listener(string line, int port) => Parse(line) is { } found && found.Port == port ? found.Socket : null;

    /// <summary>A line of the table: <c>sl local_address rem_address st … inode</c>; state 0A listens.</summary>
    private static (int Port, string Socket)? Parse(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 10 || fields[3] != "0A")
            return null;
        var colon = fields[1].LastIndexOf(':');
        return int.TryParse(fields[1].AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port)
            ? (port, $"socket:[{fields[9]}]")
            : null;
    }
}
