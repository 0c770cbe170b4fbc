// One argument that doesn't bind hides neither a linked source nor a streamed response.
namespace UnboundArgument;

public sealed class Reader(HttpClient http)
{
    public async Task<int> ReadAsync(CancellationTokenSource other, CancellationToken token)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(other.Token, token); // leak: WMG4005
        var answer = await http.GetAsync("/a", HttpCompletionOption.ResponseHeadersRead, source.Token); // leak: WMG3001
        return (int)answer.StatusCode;
    }
}
