// The like of FunctionsThatOpen: released, or given a token that ends it.
using Grpc.Core;

namespace FunctionsThatOpenReleased;

public sealed class Asker(HttpClient http)
{
    public async Task<string> ByLocalFunction(string url)
    {
        using var answer = await Open();
        return answer.StatusCode.ToString();

        Task<HttpResponseMessage> Open() => http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
    }
}

public sealed class PatientHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode || attempt == 3)
                return answer;
            answer.Dispose();
            await Task.Delay(100, cancellationToken);
        }
    }
}

public sealed class TellingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        Console.WriteLine(answer.StatusCode);
        return answer;
    }
}

public sealed class Watches(NodeClient node)
{
    public IAsyncEnumerable<Block> All(string filter, CancellationToken token) =>
        node.Watch(filter, cancellationToken: token).ResponseStream.ReadAllAsync(token);
}
