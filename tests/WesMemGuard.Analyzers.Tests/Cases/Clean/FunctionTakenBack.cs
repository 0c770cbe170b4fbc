// The handle is disposed; the function holds nothing of the call; the contract's own code shows that it keeps nothing.
namespace FunctionTakenBack;

public interface ILink
{
    IDisposable On(string method, Action<string> then);
}

public sealed class Accounts(ILink link)
{
    private string _last = "";

    public async Task<string> ReadAsync(string account, TimeSpan wait)
    {
        var first = new TaskCompletionSource<string>();
        using var handle = link.On(account, text => first.TrySetResult(text));
        return await first.Task.WaitAsync(wait);
    }

    public void Begin(string method) => link.On(method, text => _last = text);

    public override string ToString() => _last;
}

public sealed class Clock
{
    public IDisposable Later(Action<long> then)
    {
        then(1);
        return new MemoryStream();
    }
}

public sealed class Planner(Clock clock)
{
    public void Plan(string name) => clock.Later(at => Console.WriteLine(name + at));
}
