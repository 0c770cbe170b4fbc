// A key put together in the call whose entry only the next question for it drops; handlers of calls combined by hand.
namespace AskedOnlyForItself;

public sealed class Receipts(Func<string, ulong, Task<string>> ask, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (string Text, long Read)> _read = new();

    public async Task<string> ReadAsync(string wallet, ulong height)
    {
        var place = $"{wallet}@{height}";
        if (_read.TryGetValue(place, out var known))
        {
            if (time.GetElapsedTime(known.Read) < TimeSpan.FromMinutes(1))
                return known.Text;
            _read.TryRemove(place, out _);
        }

        var text = await ask(wallet, height);
        _read[place] = (text, time.GetTimestamp()); // leak: WMG1002
        return text;
    }
}

public static class Heads
{
    private static Action<ulong>? s_told;

    public static void Tell(ulong height) => s_told?.Invoke(height);

    public static void Watch(Action<ulong> told) =>
        s_told = (Action<ulong>?)Delegate.Combine(s_told, told); // leak: WMG1001
}
