// A static empty instance makes no type live as long as the process; registries filled at start.
namespace ShortLivedTypes;

public sealed record Fault(string Text, int Line);

public sealed class Faults(IEnumerable<Fault> faults)
{
    public static readonly Faults None = new([]);
    private readonly List<Fault> _faults = [.. faults];

    public IEnumerable<Fault> All => _faults;

    public void Put(string text, int line) => _faults.Add(new Fault(text, line));
}

public sealed class Parser
{
    public Faults Parse(string text)
    {
        var faults = new Faults([]);
        if (text.Length == 0)
            faults.Put("empty", 1);
        return faults;
    }
}

public static class Codecs
{
    private static readonly Dictionary<string, Func<Stream, object>> All = new();

    static Codecs() => Put("json", stream => stream);

    public static object Read(string format, Stream stream) => All[format](stream);

    private static void Put(string format, Func<Stream, object> codec) => All[format] = codec;
}

public sealed class Walk
{
    private readonly HashSet<object> _seen = new();
    private readonly List<string> _path = new();

    public int Depth(IEnumerable<object> nodes)
    {
        foreach (var node in nodes)
            if (_seen.Add(node))
                _path.Add(node.ToString()!);
        return _path.Count;
    }
}
