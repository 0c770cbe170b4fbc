using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.World;

/// <summary>
/// What was read of symbols. An answer found on the way to another one, with fewer steps left, isn't kept.
/// </summary>
internal sealed class Known<T>
{
    private readonly ConcurrentDictionary<ISymbol, T> _all = new(SymbolEqualityComparer.Default);

    public bool Has(ISymbol symbol, out T answer) => _all.TryGetValue(symbol, out answer);

    public T Keep(ISymbol symbol, T answer, int hops) => hops == 0 ? _all.GetOrAdd(symbol, answer) : answer;
}
