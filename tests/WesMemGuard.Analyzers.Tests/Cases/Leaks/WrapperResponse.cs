// A streamed response that a method of another type of the program answers with is the caller's to release.
namespace WrapperResponse;

public interface ITransport
{
    Task<HttpResponseMessage> OpenAsync(string path, CancellationToken token);
}

internal sealed class Transport(HttpClient http) : ITransport
{
    public Task<HttpResponseMessage> OpenAsync(string path, CancellationToken token) =>
        http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, token);

    internal async ValueTask<HttpResponseMessage> PostAsync(HttpRequestMessage message)
    {
        var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        return answer;
    }

    internal async Task<HttpResponseMessage> TwiceAsync(string path, CancellationToken token) => await OpenAsync(path, token);
}

internal static class Calls
{
    internal static async Task<HttpResponseMessage?> TryAsync(HttpClient http, string path)
    {
        try
        {
            return await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    internal static string Describe(HttpResponseMessage answer) => answer.StatusCode + " " + answer.ReasonPhrase;
}

internal sealed class Balances(ITransport transport, Transport own, HttpClient http)
{
    public async Task<int> ThroughContract(CancellationToken token)
    {
        var answer = await transport.OpenAsync("/balance", token); // leak: WMG3001
        return (int)answer.StatusCode;
    }

    public async Task ThroughValueTask(HttpRequestMessage message)
    {
        var answer = await own.PostAsync(message).ConfigureAwait(false); // leak: WMG3001
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException(await answer.Content.ReadAsStringAsync());
    }

    public async Task ThroughTwoSteps(CancellationToken token)
    {
        var answer = await own.TwiceAsync("/blocks", token); // leak: WMG3001
        Console.WriteLine(Calls.Describe(answer));
    }

    public async Task ThroughStatic()
    {
        var answer = await Calls.TryAsync(http, "/pending"); // leak: WMG3001
        Console.WriteLine(answer?.StatusCode);
    }

    public async Task<string> OnSuccessOnly(CancellationToken token)
    {
        var answer = await transport.OpenAsync("/state", token); // leak: WMG3001
        if (!answer.IsSuccessStatusCode)
            return "";
        using (answer)
            return await answer.Content.ReadAsStringAsync(token);
    }
}
