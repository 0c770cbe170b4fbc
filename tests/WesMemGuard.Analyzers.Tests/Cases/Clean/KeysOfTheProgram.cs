// Filled by a helper that the constructor calls for each part of its configuration; counted by names out of a fixed array.
using System.Net;

namespace KeysOfTheProgram;

public interface ISetting
{
    string Key { get; }

    string? Value { get; }
}

public interface ISettings
{
    IEnumerable<ISetting> GetChildren();
}

public sealed class Nodes
{
    private readonly Dictionary<string, Uri> _byName = [];

    public Nodes(ISettings settings)
    {
        foreach (var setting in settings.GetChildren())
            Take(setting);
    }

    public Uri? Find(string name) => _byName.GetValueOrDefault(name);

    private void Take(ISetting setting) => _byName.Add(setting.Key, new Uri(setting.Value ?? ""));
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
            _counts.AddOrUpdate(NameOf(request.Request.RawUrl ?? ""), 1, static (_, count) => count + 1);
            request.Response.Close();
        }
    }

    private static string NameOf(string path)
    {
        foreach (var name in Known)
            if (path.EndsWith(name, StringComparison.Ordinal))
                return name;
        return "another";
    }
}
