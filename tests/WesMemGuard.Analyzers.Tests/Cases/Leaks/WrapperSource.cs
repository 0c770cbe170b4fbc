// A linked token source that a helper of the program makes is the caller's to dispose.
namespace WrapperSource;

internal static class Deadlines
{
    internal static CancellationTokenSource Within(TimeSpan time, CancellationToken token)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        source.CancelAfter(time);
        return source;
    }
}

internal sealed class Reader(Func<CancellationToken, Task<int>> read)
{
    public async Task<int> ReadAsync(CancellationToken token)
    {
        var source = Deadlines.Within(TimeSpan.FromMinutes(1), token); // leak: WMG4005
        return await read(source.Token);
    }

    public Task<int> ReadAtOnceAsync(CancellationToken token) =>
        read(Deadlines.Within(TimeSpan.FromMinutes(1), token).Token); // leak: WMG4005
}
