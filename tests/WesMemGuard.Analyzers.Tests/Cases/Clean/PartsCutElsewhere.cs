// Whoever has the object cuts it, or takes another text.
namespace PartsCutElsewhere;

public readonly record struct Trade(long Id, decimal Price);

public interface ITape
{
    IList<Trade> Trades { get; }
}

public sealed class Tape : ITape
{
    public IList<Trade> Trades { get; } = new List<Trade>();

    public void Cut()
    {
        while (Trades.Count > 1000)
            Trades.RemoveAt(0);
    }
}

public sealed class Writer(ITape tape, Func<CancellationToken, IAsyncEnumerable<Trade>> all) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var trade in all(stoppingToken))
            tape.Trades.Add(trade);
    }
}

public sealed class Cursor
{
    public string Seen { get; set; } = ",";
}

public sealed class Events(Cursor cursor, Func<string, Task> apply)
{
    public async Task OnEventAsync(string id)
    {
        if (cursor.Seen.Contains("," + id + ","))
            return;
        await apply(id);
        cursor.Seen += id + ",";
    }
}

public sealed class Blocks(Cursor cursor)
{
    public void OnFinal() => cursor.Seen = ",";
}
