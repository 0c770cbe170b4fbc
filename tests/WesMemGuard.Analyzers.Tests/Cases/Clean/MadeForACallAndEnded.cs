// The same, ended: in a using, by the object's disposal, by whoever takes them.
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;

namespace MadeForACallAndEnded;

public sealed class Tool(string path)
{
    public async Task<string> AskAsync(string question)
    {
        using var process = Process.Start(new ProcessStartInfo(path, question) { RedirectStandardOutput = true });
        return await process!.StandardOutput.ReadToEndAsync();
    }

    public void Open(string page)
    {
        var process = Process.Start(path, page);
        Console.WriteLine(process.Id);
    }
}

public sealed class Pinned : IDisposable
{
    private readonly byte[] _bytes = new byte[4096];
    private GCHandle _pin;

    public void Take() => _pin = GCHandle.Alloc(_bytes, GCHandleType.Pinned);

    public nint Address => _pin.AddrOfPinnedObject();

    public void Dispose() => _pin.Free();
}

public sealed class Called
{
    private readonly GCHandle _self;

    public Called() => _self = GCHandle.Alloc(this);

    public nint Pointer => GCHandle.ToIntPtr(_self);
}

public static class SetUp
{
    public static IServiceCollection AddBlocks(this IServiceCollection services)
    {
        var provider = services.BuildServiceProvider();
        Console.WriteLine(provider.GetRequiredService<Block>().Hash);
        return services;
    }
}

public sealed class Tenants(Func<string, IServiceCollection> services)
{
    public string Name(string tenant)
    {
        using var provider = services(tenant).BuildServiceProvider();
        return provider.GetRequiredService<Block>().Hash;
    }
}

public sealed class Search(IAsyncEnumerable<Block> blocks)
{
    public async Task<Block?> FirstAsync(long height)
    {
        await using var each = blocks.GetAsyncEnumerator();
        while (await each.MoveNextAsync())
            if (each.Current.Height == height)
                return each.Current;
        return null;
    }

    public IAsyncEnumerator<Block> GetAsyncEnumerator() => blocks.GetAsyncEnumerator();
}

public sealed class Pane(NodeClient client) : IDisposable
{
    private Grpc.Core.AsyncServerStreamingCall<Block>? _call;

    public async Task ShowAsync(string filter)
    {
        var call = client.Watch(filter);
        _call?.Dispose();
        _call = call;
        while (await call.ResponseStream.MoveNext(default))
            Console.WriteLine(call.ResponseStream.Current.Hash);
    }

    public void Dispose() => _call?.Dispose();
}
