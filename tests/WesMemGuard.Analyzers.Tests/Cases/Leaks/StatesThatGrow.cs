// The next state of an actor or a store has all that the one before had, and one more.
using System.Collections.Immutable;

namespace StatesThatGrow;

public abstract record Happened(DateTime At);
public sealed record Paid(DateTime At, decimal Amount) : Happened(At);

public sealed record Account(decimal Balance, ImmutableList<Happened> History);

public sealed class AccountActor(ChannelReader<Happened> mailbox)
{
    private Account _state = new(0, ImmutableList<Happened>.Empty);

    public Account Current => _state;

    public async Task RunAsync(CancellationToken token)
    {
        await foreach (var happened in mailbox.ReadAllAsync(token))
            _state = Apply(_state, happened);
    }

    private static Account Apply(Account state, Happened happened) => happened switch
    {
        Paid paid => state with { Balance = state.Balance + paid.Amount, History = state.History.Add(paid) }, // leak: WMG1002
        _ => state,
    };
}

public sealed record Book(long Block, ImmutableDictionary<string, decimal> Balances);

public sealed class Books
{
    private volatile Book _now = new(0, ImmutableDictionary<string, decimal>.Empty);

    public void Apply(long block, IReadOnlyList<(string Address, decimal Amount)> changes)
    {
        var balances = _now.Balances;
        foreach (var (address, amount) in changes)
            balances = balances.SetItem(address, amount);
        _now = new Book(block, balances); // leak: WMG1002
    }

    public decimal Of(string address) => _now.Balances.GetValueOrDefault(address);
}

public sealed record Shown(int Height, IReadOnlyList<string> Errors);

public sealed class Store<TState>(TState first, Func<TState, string, TState> reduce)
{
    private TState _state = first;

    public TState Current => _state;

    public void Tell(string text)
    {
        lock (this)
            _state = reduce(_state, text);
    }
}

public static class Program
{
    public static readonly Store<Shown> Errors = new(new Shown(0, []), Next);

    private static Shown Next(Shown state, string text) =>
        state with { Errors = [.. state.Errors, text] }; // leak: WMG1002
}
