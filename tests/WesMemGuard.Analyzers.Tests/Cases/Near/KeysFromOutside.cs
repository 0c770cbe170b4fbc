// The like of what KnownToTheProgram and MadeForOneCall have: keys that nothing looks up, and an owner that a member keeps. That the
// owners live long is told by their names among other things, so these are not renamed.
namespace KeysFromOutside;

public sealed class SectionCache
{
    private readonly ConcurrentDictionary<string, byte[]> _read = new();

    public byte[] Read(string key) => _read.GetOrAdd(key, wanted => // leak: WMG1002
    {
        var file = File.Exists(wanted) ? wanted : null;
        if (file is null)
            throw new KeyNotFoundException(wanted);
        return File.ReadAllBytes(file);
    });
}

public sealed class Balancer
{
    private const string Prefix = "last:";
    private readonly ConcurrentDictionary<string, int> _lastByPeer = new();

    public async Task<int> NextAsync(string serviceName, string peerAddress, int count, CancellationToken token)
    {
        var cacheKey = $"{Prefix}{serviceName}{peerAddress}";
        await Task.Yield();
        token.ThrowIfCancellationRequested();
        return _lastByPeer.AddOrUpdate(cacheKey, _ => 0, (_, last) => (last + 1) % count); // leak: WMG1002
    }
}

public sealed class KeptFolders(Func<string, string[]> read)
{
    private readonly ConcurrentDictionary<string, string[]> _known = new();

    public string[] Of(string path) => _known.GetOrAdd(path, read); // leak: WMG1002
}

public sealed class Refresher
{
    private readonly KeptFolders _folders = new(Directory.GetFiles);

    public int Run(string path) => _folders.Of(path).Length + new KeptFolders(Directory.GetFiles).Of(path).Length;
}
