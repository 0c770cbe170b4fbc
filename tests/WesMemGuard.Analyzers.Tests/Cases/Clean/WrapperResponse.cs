// Streamed responses through wrappers that are released: here, by whom they are handed to, or later.
namespace WrapperResponse;

internal class Transport(HttpClient http)
{
    internal virtual async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken token) =>
        await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);

    internal Task<HttpResponseMessage> BufferedAsync(string path) => http.GetAsync(path);
}

internal static class Readers
{
    internal static async Task<string> TakeAsync(HttpResponseMessage answer)
    {
        using (answer)
            return await answer.Content.ReadAsStringAsync();
    }
}

internal sealed class Body(HttpResponseMessage answer) : IDisposable
{
    public Task<Stream> OpenAsync() => answer.Content.ReadAsStreamAsync();

    public void Dispose() => answer.Dispose();
}

internal sealed class Session(Transport transport)
{
    public async Task<string> WithUsing(CancellationToken token)
    {
        using var answer = await transport.OpenAsync("/a", token);
        return await answer.Content.ReadAsStringAsync(token);
    }

    public async Task<string> Taken(CancellationToken token)
    {
        var answer = await transport.OpenAsync("/b", token);
        return await Readers.TakeAsync(answer);
    }

    public async Task<Body> Wrapped(CancellationToken token) => new(await transport.OpenAsync("/c", token));

    public Task<HttpResponseMessage> HandedOn(CancellationToken token) => transport.OpenAsync("/d", token);

    public async Task<int> Buffered()
    {
        var answer = await transport.BufferedAsync("/e");
        return (int)answer.StatusCode;
    }
}
