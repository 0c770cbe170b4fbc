namespace WesMemGuard.TestNodes;

/// <summary>The most requests of one address within any second, by sliding windows.</summary>
internal sealed class BusiestSecond
{
    private readonly Dictionary<string, Queue<DateTimeOffset>> _recent = [];

    public int Most { get; private set; }

    public void Count(string address, DateTimeOffset now)
    {
        if (!_recent.TryGetValue(address, out var times))
        {
            if (_recent.Count > 1000)
                return; // of the many addresses of one load each sends next to nothing
            _recent[address] = times = new Queue<DateTimeOffset>();
        }

        times.Enqueue(now);
        while (now - times.Peek() >= TimeSpan.FromSeconds(1))
            times.Dequeue();
        Most = Math.Max(Most, times.Count);
    }
}
