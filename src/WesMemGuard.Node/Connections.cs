using System.Net;
using System.Net.Sockets;

namespace WesMemGuard.Node;

/// <summary>
/// Opens every connection of this product, and only to this machine or to a host that was allowed by name: the address is looked at
/// after the name was resolved, where it is connected to, whatever text it came from.
/// </summary>
/// <param name="allowed">Hosts that may be elsewhere (<c>--allow-remote</c>).</param>
internal sealed class Connections(IReadOnlyCollection<string> allowed)
{
    /// <summary>To this machine alone.</summary>
    public static Connections ToThisMachine { get; } = new([]);

    /// <summary>Told of every address just before it is connected to; null: nobody is.</summary>
    public Action<IPEndPoint>? Opening { get; init; }

    /// <summary>A handler that connects by this alone: no proxy, no redirect, no cookie.</summary>
    /// <param name="connect">Opens connections in place of plain TCP by way of this; null: plain TCP.</param>
    public SocketsHttpHandler Handler(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect = null) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = connect ?? ((context, ct) => OpenAsync(context.DnsEndPoint, null, ct)),
        ActivityHeadersPropagator = null,
    };

    /// <summary>Opens a connection.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="from">The address of this machine that it comes from; null: any.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="NotThisMachineException">It would leave this machine, and its host was not allowed.</exception>
    /// <exception cref="SocketException">It can't be opened.</exception>
    public async ValueTask<Stream> OpenAsync(DnsEndPoint to, IPAddress? from, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(to.Host, out var literal)
            ? [literal] : await Dns.GetHostAddressesAsync(to.Host, ct).ConfigureAwait(false);
        if (!IsAllowed(to.Host) && Array.Find(addresses, a => !IsThisMachine(a)) is not null)
            throw new NotThisMachineException(to.Host);
        SocketException? last = null;
        foreach (var address in addresses.Where(a => from is null || a.AddressFamily == from.AddressFamily))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                if (from is not null)
                    socket.Bind(new IPEndPoint(from, 0));
                var end = new IPEndPoint(address, to.Port);
                Opening?.Invoke(end);
                await socket.ConnectAsync(end, ct).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>Whether an address is this machine's own, loopback.</summary>
    public static bool IsThisMachine(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private bool IsAllowed(string host) =>
        allowed.Any(a => string.Equals(a.Trim('[', ']'), host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));
}
