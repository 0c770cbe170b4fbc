// A connected socket that a dialer of the program answers with, or gives out, is the caller's to close.
namespace WrapperSocket;

internal sealed class Dialer(TimeSpan patience)
{
    internal async Task<TcpClient> ConnectAsync(string host, int port)
    {
        var client = new TcpClient { SendTimeout = (int)patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(host, port);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    internal bool TryConnect(string host, out TcpClient? client)
    {
        client = new TcpClient();
        client.Connect(host, 30303);
        return client.Connected;
    }
}

internal sealed class Probe(Dialer dialer)
{
    public async Task<bool> AnswersAsync(string host)
    {
        var client = await dialer.ConnectAsync(host, 30303); // leak: WMG3006
        return client.Connected;
    }

    public int Backlog(string host)
    {
        if (!dialer.TryConnect(host, out var client)) // leak: WMG3006
            return -1;
        return client!.Available;
    }
}
