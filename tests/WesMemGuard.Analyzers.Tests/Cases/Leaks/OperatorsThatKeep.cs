// Operators and blocks that keep what has come by.
using System.Collections.Immutable;
using System.Reactive.Linq;
using System.Threading.Tasks.Dataflow;

namespace OperatorsThatKeep;

public sealed class Fresh(IObservable<string> hashes) : IDisposable
{
    private IDisposable? _subscription;

    public void Start(Action<string> tell) => _subscription = hashes
        .Distinct(static hash => hash) // leak: WMG2005
        .Subscribe(tell);

    public void Dispose() => _subscription?.Dispose();
}

public sealed class Timeline(IObservable<long> blocks)
{
    public IObservable<ImmutableArray<long>> All =>
        blocks.Scan(ImmutableArray<long>.Empty, static (all, block) => all.Add(block)); // leak: WMG2005
}

public sealed class Store
{
    private readonly TransformBlock<byte[], string> _store =
        new(static blob => Convert.ToHexString(blob)); // leak: WMG2005

    public int Waiting => _store.InputCount;

    public bool Put(byte[] blob) => _store.Post(blob);
}
