using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WesMemGuard.Node.Processes;

/// <summary>TCP ports of this machine.</summary>
internal static class Ports
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>
    /// Whom a search found, by port: it looks at every descriptor of every process, and a run asks again with each
    /// sample.
    /// </summary>
    private static readonly ConcurrentDictionary<int, FoundListener> Known = [];

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
    /// The process that listens on a port; null when nobody does, when it is another user's, or when this system
    /// doesn't tell.
    /// </summary>
    public static int? OwnerOf(int port)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // A descriptor that still leads to the listening socket shows that its process still listens.
        if (Known.TryGetValue(port, out var known))
        {
            if (ProcFiles.LeadsTo(known.DescriptorFile) == known.Socket)
                return known.Pid;
            Known.TryRemove(port, out _);
        }

        var sockets = Listeners(port).ToHashSet();
        if (sockets.Count == 0)
            return null;
        foreach (var pid in ProcFiles.Pids())
        {
            foreach (var file in ProcFiles.DescriptorFiles(pid))
            {
                var socket = ProcFiles.LeadsTo(file);
                if (!sockets.Contains(socket))
                    continue;
                Known[port] = new FoundListener(pid, file, socket);
                return pid;
            }
        }

        return null;
    }

    /// <summary>Whether anybody listens on a port, whoever it is; false where this system doesn't tell.</summary>
    public static bool IsOpen(int port) => Listeners(port).Any();

    /// <summary>The ports that a process listens on; empty where this system doesn't tell.</summary>
    public static IReadOnlyList<int> Of(int pid)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var own = ProcFiles.Descriptors(pid).ToHashSet();
        return [.. Tables.Where(File.Exists).SelectMany(File.ReadLines).Select(Parse)
            .Where(l => l is { } found && own.Contains(found.Socket)).Select(l => l!.Value.Port).Distinct().Order()];
    }

    private static IEnumerable<string> Listeners(int port) =>
        Tables.Where(File.Exists).SelectMany(File.ReadLines).Select(line => Listener(line, port)).OfType<string>();

    private static string? Listener(string line, int port) =>
        Parse(line) is { } found && found.Port == port ? found.Socket : null;

    /// <summary>A line of the table: <c>sl local_address rem_address st … inode</c>; state 0A listens.</summary>
    private static (int Port, string Socket)? Parse(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 10 || fields[3] != "0A")
            return null;
        var colon = fields[1].LastIndexOf(':');
        return int.TryParse(fields[1].AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
            out var port)
            ? (port, $"socket:[{fields[9]}]")
            : null;
    }

    private readonly record struct FoundListener(int Pid, string DescriptorFile, string Socket);
}
