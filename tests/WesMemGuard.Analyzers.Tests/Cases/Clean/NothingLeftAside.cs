// The like of LeftAside: detached in finally, awaited, thrown away when full, ended with its owner, made once.
using System.Net;

namespace NothingLeftAside;

public sealed class Heads
{
    public event Action<string>? Found;

    public void Tell(string hash) => Found?.Invoke(hash);
}

public static class Walks
{
    public static async IAsyncEnumerable<string> All(this Heads heads,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
    {
        var pipe = Channel.CreateBounded<string>(32);
        void Put(string hash) => pipe.Writer.TryWrite(hash);
        heads.Found += Put;
        try
        {
            while (await pipe.Reader.WaitToReadAsync(token))
                while (pipe.Reader.TryRead(out var hash))
                    yield return hash;
        }
        finally
        {
            heads.Found -= Put;
        }
    }
}

public sealed class Frames
{
    private readonly Channel<byte[]> _frames = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Take(byte[] frame) => _ = _frames.Writer.WriteAsync(frame);

    public void End() => _frames.Writer.TryComplete();

    public async Task RunAsync(Func<byte[], Task> store, CancellationToken token)
    {
        await foreach (var frame in _frames.Reader.ReadAllAsync(token))
            await store(frame);
    }
}

public sealed class Answers(Func<string, Task<byte[]>> answer)
{
    public async Task ServeAsync(HttpListenerContext context)
    {
        if (context.Request.HttpMethod != "POST")
        {
            context.Response.StatusCode = 405;
            context.Response.Close();
            return;
        }
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            await context.Response.OutputStream.WriteAsync(await answer(await reader.ReadToEndAsync()));
        }
        finally
        {
            context.Response.Close();
        }
    }
}

public static class Names
{
    private static readonly Dictionary<byte, string> ByCode = new();

    static Names()
    {
        foreach (var line in "00 STOP,01 ADD".Split(','))
            ByCode[Convert.ToByte(line[..2], 16)] = string.Intern(line[3..]);
    }

    public static string Of(byte code) => ByCode.TryGetValue(code, out var name) ? name : "";
}

public static class Texts
{
    private static readonly ConcurrentDictionary<Type, System.Xml.Serialization.XmlSerializer> Known = new();

    public static object? Read(Type type, Stream from) => Known.GetOrAdd(type, Make).Deserialize(from);

    private static System.Xml.Serialization.XmlSerializer Make(Type type) =>
        new(type, new System.Xml.Serialization.XmlRootAttribute("Document"));
}
