// The counter beside it starts anew: the room comes again and again.
namespace CountedAndSetBack;

public sealed class Journal : BackgroundService
{
    private const int Most = 100;
    private readonly Dictionary<Guid, string> _kept = new();
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(100);
    private int _ofBatch;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(stoppingToken))
        {
            if (_ofBatch >= Most)
                _ofBatch = 0;
            if (_ofBatch < Most)
            {
                _kept[Guid.NewGuid()] = line; // leak: WMG1002
                _ofBatch++;
            }
        }
    }
}
