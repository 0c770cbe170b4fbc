// A function of the call is given to a contract of the program, and the handle that it answers with is thrown away.
namespace FunctionLeftBehind;

public interface ILink
{
    IDisposable On(string method, Action<string> then);
}

public sealed class Accounts(ILink link)
{
    public async Task<string> ReadAsync(string account, TimeSpan wait)
    {
        var first = new TaskCompletionSource<string>();
        link.On("account", text => // leak: WMG4004
        {
            if (text.StartsWith(account))
                first.TrySetResult(text);
        });
        return await first.Task.WaitAsync(wait);
    }
}
