// Keys that a method called Get...Name answers with: a name alone says that there are few.
namespace NamedByMethods;

public sealed class Sequences
{
    private readonly ConcurrentDictionary<string, int[]> _states = new();

    public async Task<int[]> StateAsync(Block block)
    {
        await Task.Yield();
        return _states.GetOrAdd(GetSequenceName(block), _ => new int[2]);
    }

    private static string GetSequenceName(Block block) => "schema." + block;
}

public sealed class Encoded(Func<object, byte[]> encode)
{
    private readonly ConcurrentDictionary<string, byte[]> _bytes = new();

    public async Task<byte[]> GetAsync(object message)
    {
        await Task.Yield();
        var typename = GetTypeName(message);
        if (_bytes.TryGetValue(typename, out var known))
            return known;
        var bytes = encode(message);
        _bytes.TryAdd(typename, bytes);
        return bytes;
    }

    private static string GetTypeName(object message) => message.ToString()!;
}
