// The like of what MadeForOneCall has, where somebody keeps it: each of these stays.
namespace MadeToStay;

public sealed class Wire
{
    public event EventHandler<Block>? Answered;

    public Call Begin() => new(this);

    public Call BeginOther() => new Call(this);

    public void Answer(Block block) => Answered?.Invoke(this, block);
}

public sealed class Call
{
    private int _seen;

    public Call(Wire wire) => wire.Answered += OnAnswered; // leak: WMG4001

    private void OnAnswered(object? sender, Block block) => _seen++;
}

public sealed class Session
{
    private readonly Watch _watch;

    public Session(Wire wire) => _watch = new Watch(wire);

    public override string ToString() => _watch.ToString()!;
}

public sealed class Watch
{
    private int _seen;

    public Watch(Wire wire) => wire.Answered += OnAnswered; // leak: WMG4001

    private void OnAnswered(object? sender, Block block) => _seen++;
}

public sealed class Sink
{
    private readonly HttpClient _client = new(); // leak: WMG3006

    public Task<string> ReadAsync(string url) => _client.GetStringAsync(url);
}

public sealed class Machine
{
    public Task<string> StatusAsync(string node) => new Sink().ReadAsync(node); // leak: WMG3003
}
