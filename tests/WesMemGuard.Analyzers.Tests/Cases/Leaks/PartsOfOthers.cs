// Lists and texts of an object that is shared grow by code of another type, by way of a contract, a parameter or a property.
namespace PartsOfOthers;

public readonly record struct Trade(long Id, decimal Price);

public interface ITape
{
    IList<Trade> Trades { get; }
}

public sealed class Tape : ITape
{
    public IList<Trade> Trades { get; } = new List<Trade>();
}

public sealed class Writer(ITape tape, Func<CancellationToken, IAsyncEnumerable<Trade>> all) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var trade in all(stoppingToken))
            tape.Trades.Add(trade); // leak: WMG1002
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
        cursor.Seen += id + ","; // leak: WMG1002
    }
}
