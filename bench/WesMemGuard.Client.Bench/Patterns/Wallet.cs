namespace WesMemGuard.Client.Bench.Patterns;

/// <summary>A client whose own fields keep what they shouldn't.</summary>
internal sealed class Wallet
{
    private readonly List<byte[]> _answers = [];
    private readonly List<long> _times = [];
    private readonly TaskCompletionSource _ready = new();
    private int _calls;

    public async Task AnswerAsync()
    {
        await Task.Yield();
        _answers.Add(new byte[200]);
    }

    public Task TimeAsync()
    {
        _times.Add(++_calls);
        return Task.CompletedTask;
    }

    public Task FirstAsync() => EachAsync(1);

    public Task TenthAsync() => EachAsync(10);

    public Task HundredthAsync() => EachAsync(100);

    public Task WaitAsync()
    {
        _ = ReadyAsync();
        return Task.CompletedTask;
    }

    private async Task ReadyAsync()
    {
        await _ready.Task;
        _calls++;
    }

    private Task EachAsync(int calls)
    {
        if (_calls++ % calls == 0)
            _answers.Add(new byte[76]);
        return Task.CompletedTask;
    }
}
