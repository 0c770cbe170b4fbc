// Made for one call, by way of a local, and left: a process's pipes, a pinned buffer, a container, an enumerator.
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;

namespace MadeForACall;

public sealed class Tool(string path)
{
    public async Task<string> AskAsync(string question)
    {
        var process = Process.Start(new ProcessStartInfo(path, question) { RedirectStandardOutput = true }); // leak: WMG3006
        return await process!.StandardOutput.ReadToEndAsync();
    }
}

public sealed class Pinned
{
    private readonly byte[] _bytes = new byte[4096];
    private GCHandle _pin;

    public void Take() => _pin = GCHandle.Alloc(_bytes, GCHandleType.Pinned); // leak: WMG3006

    public nint Address => _pin.AddrOfPinnedObject();
}

public sealed class Tenants(Func<string, IServiceCollection> services)
{
    public string Name(string tenant)
    {
        var provider = services(tenant).BuildServiceProvider(); // leak: WMG3006
        return provider.GetRequiredService<Block>().Hash;
    }
}

public sealed class Search(IAsyncEnumerable<Block> blocks)
{
    public async Task<Block?> FirstAsync(long height)
    {
        var each = blocks.GetAsyncEnumerator(); // leak: WMG3006
        while (await each.MoveNextAsync())
            if (each.Current.Height == height)
                return each.Current;
        return null;
    }
}

public sealed class Pane(NodeClient client)
{
    private Grpc.Core.AsyncServerStreamingCall<Block>? _call;
    private int _version;

    public async Task ShowAsync(string filter)
    {
        var version = ++_version;
        var call = client.Watch(filter); // leak: WMG3002
        _call = call;
        while (version == _version && await call.ResponseStream.MoveNext(default))
            Console.WriteLine(call.ResponseStream.Current.Hash);
    }

    public bool IsOpen => _call is not null;
}
