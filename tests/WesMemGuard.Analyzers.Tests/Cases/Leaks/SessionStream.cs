// The stream of a request is kept in a field of the session, each request over the one before.
namespace SessionStream;

public sealed class Session(HttpClient http)
{
    private Stream? _body;

    public async Task<int> FirstByteAsync(string path)
    {
        var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead); // leak: WMG3001
        _body = await answer.Content.ReadAsStreamAsync();
        return _body.ReadByte();
    }

    public long Position => _body?.Position ?? 0;
}
