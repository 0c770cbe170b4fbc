/// <summary>A client of the node: your own takes its place.</summary>
public sealed class WalletClient(Uri node) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = node };

    /// <summary>What the node's pool held last.</summary>
    public string Pool { get; private set; } = "";

    /// <summary>Asks the node.</summary>
    public async Task PollAsync() => Pool = await _http.GetStringAsync("/api/v1/txpool/status");

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
