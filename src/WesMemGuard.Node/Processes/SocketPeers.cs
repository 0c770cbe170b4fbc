using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// Whom processes are connected to, by their sockets in <c>/proc/&lt;pid&gt;/net</c> (man 5 proc): TCP in every state but those that no
/// process holds any more, and UDP that was connected. What is opened and closed between two looks, a datagram that was sent without
/// connecting and another family of sockets are not seen.
/// </summary>
internal static class SocketPeers
{
    /// <summary>Names are looked up there, whatever they turn out to be.</summary>
    private const int NameService = 53;

    private static readonly string[] Tables = ["tcp", "tcp6", "udp", "udp6"];

    /// <summary>The first peer of any of the processes that isn't on this machine and isn't welcome; null: there is none.</summary>
    /// <param name="pids">The processes.</param>
    /// <param name="isWelcome">Whether an address of another machine is no finding.</param>
    public static IPEndPoint? Elsewhere(IEnumerable<int> pids, Func<IPAddress, bool> isWelcome)
    {
        // Processes share the tables of their network namespace.
        foreach (var sharing in pids.GroupBy(pid => ProcFiles.LeadsTo($"/proc/{pid}/ns/net")))
        {
            var found = new Dictionary<string, IPEndPoint>(StringComparer.Ordinal);
            foreach (var (socket, peer) in Tables.SelectMany(table => Lines(sharing.First(), table)))
            {
                if (!Connections.IsThisMachine(peer.Address) && !isWelcome(peer.Address))
                    found.TryAdd(socket, peer);
            }

            var held = found.Count == 0 ? null
                : sharing.SelectMany(ProcFiles.Descriptors).FirstOrDefault(found.ContainsKey);
            if (held is not null)
                return found[held];
        }

        return null;
    }

    /// <summary>A line of such a table: <c>sl local_address rem_address st … inode</c>; null: it has no peer.</summary>
    internal static (string Socket, IPEndPoint Peer)? Parse(string line, bool isUdp)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length >= 10 && Address(fields[2]) is { Port: > 0 } peer && !(isUdp && peer.Port == NameService)
            && !peer.Address.Equals(IPAddress.Any) && !peer.Address.Equals(IPAddress.IPv6Any)
            ? ($"socket:[{fields[9]}]", peer) : null;
    }

    private static IEnumerable<(string Socket, IPEndPoint Peer)> Lines(int pid, string table)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines($"/proc/{pid}/net/{table}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // it is gone, or this system has no such family
        }

        return lines.Select(line => Parse(line, table.StartsWith("udp", StringComparison.Ordinal))).OfType<(string, IPEndPoint)>();
    }

    /// <summary><c>0100007F:1F90</c>: the address in words of four bytes as the processor keeps them, and the port.</summary>
    private static IPEndPoint? Address(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is not (8 or 32)
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port))
            return null;
        var bytes = new byte[colon / 2];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            if (!uint.TryParse(text.AsSpan(2 * i, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word))
                return null;
            if (BitConverter.IsLittleEndian)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i), word);
            else
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i), word);
        }

        var address = new IPAddress(bytes);
        return new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port);
    }
}
