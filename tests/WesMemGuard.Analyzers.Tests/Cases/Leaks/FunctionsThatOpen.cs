// A local function, a retry and a handler of requests answer with what their caller must release.
using Grpc.Core;

namespace FunctionsThatOpen;

public static class Retry
{
    public static async Task<T> OnceMoreAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (HttpRequestException)
        {
            return await work();
        }
    }
}

public sealed class Asker(HttpClient http)
{
    public async Task<string> ByLocalFunction(string url)
    {
        var answer = await Open(); // leak: WMG3001
        return answer.StatusCode.ToString();

        Task<HttpResponseMessage> Open() => http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<int> ByRetry(string url)
    {
        var answer = await Retry.OnceMoreAsync(() => http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead)); // leak: WMG3001
        return (int)answer.StatusCode;
    }

    public async Task<bool> ByPool(string url)
    {
        var answer = await Task.Run(async () => await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead)); // leak: WMG3001
        return answer.IsSuccessStatusCode;
    }
}

public sealed class PatientHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await base.SendAsync(request, cancellationToken); // leak: WMG3001
            if (answer.IsSuccessStatusCode || attempt == 3)
                return answer;
            await Task.Delay(100, cancellationToken);
        }
    }
}

public sealed class BusyHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        var attempts = 0;
        do
        {
            answer = await base.SendAsync(request, cancellationToken); // leak: WMG3001
        }
        while ((int)answer.StatusCode == 429 && ++attempts < 5);
        return answer;
    }
}

public sealed class Watches(NodeClient node)
{
    public IAsyncStreamReader<Block> Reader(string filter) => node.Watch(filter).ResponseStream; // leak: WMG3002

    public IAsyncEnumerable<Block> All(string filter)
    {
        var call = node.Watch(filter); // leak: WMG3002
        return call.ResponseStream.ReadAllAsync();
    }

    public (AsyncServerStreamingCall<Block> Call, string Filter) Open(string filter) => (node.Watch(filter), filter);

    public async Task<bool> AnyAsync(string filter)
    {
        var (call, _) = Open(filter); // leak: WMG3002
        return await call.ResponseStream.MoveNext(default);
    }
}
