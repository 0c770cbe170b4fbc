// The same helpers where calls bring the parts, and where the name is the caller's own when the array doesn't have it.
using System.Net;

namespace KeysOfTheCallers;

public static class Nodes
{
    private static readonly Dictionary<string, Uri> s_byName = [];

    public static void Add(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var setting in settings)
            Take(setting);
    }

    public static Uri? Find(string name) => s_byName.GetValueOrDefault(name);

    private static void Take(KeyValuePair<string, string> setting) => s_byName[setting.Key] = new Uri(setting.Value); // leak: WMG1001
}

public sealed class MethodCounts
{
    private static readonly string[] Known = ["wes_getBalance", "wes_sendTransaction"];
    private readonly ConcurrentDictionary<string, long> _counts = new();

    public async Task ServeAsync(HttpListener listener)
    {
        while (listener.IsListening)
        {
            var request = await listener.GetContextAsync();
            _counts.AddOrUpdate(NameOf(request.Request.RawUrl ?? ""), 1, static (_, count) => count + 1); // leak: WMG1002
            request.Response.Close();
        }
    }

    private static string NameOf(string path)
    {
        foreach (var name in Known)
            if (path.EndsWith(name, StringComparison.Ordinal))
                return name;
        return path;
    }
}
