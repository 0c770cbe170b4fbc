// A stream that a blocked thread gets and nobody disposes.
namespace BlockedAndDropped;

public sealed class Blocking(HttpClient client)
{
    public int First(string url)
    {
        var stream = client.GetStreamAsync(url).ConfigureAwait(false).GetAwaiter().GetResult(); // leak: WMG3001
        return stream.ReadByte();
    }

    public int FirstOf(string url)
    {
        var stream = client.GetStreamAsync(url).Result; // leak: WMG3001
        return stream.ReadByte();
    }
}
