using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace WesMemGuard.Client.Tests;

/// <summary>
/// Many calls at once over one connection, as clients of Redis do it: each waits under its number until the reader finds its answer.
/// JSON-RPC, pipelined.
/// </summary>
internal sealed class Multiplexer : IDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _pending = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TcpClient _connection;
    private readonly StreamReader _answers;
    private readonly bool _forgets;
    private int _last;

    private Multiplexer(TcpClient connection, bool forgets)
    {
        (_connection, _forgets) = (connection, forgets);
        _answers = new StreamReader(connection.GetStream(), Encoding.ASCII);
        Reading = ReadAsync();
    }

    /// <summary>Ends when the connection does.</summary>
    public Task Reading { get; }

    /// <param name="node">The node.</param>
    /// <param name="forgets">Whether it forgets a call once it is answered, as it should.</param>
    public static async Task<Multiplexer> ConnectAsync(Uri node, bool forgets)
    {
        var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(node.Host, node.Port);
        return new Multiplexer(connection, forgets);
    }

    public async Task<string> HeightAsync()
    {
        var number = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[number] = answer;
        var asked = string.Create(CultureInfo.InvariantCulture,
            $$"""{"jsonrpc":"2.0","id":{{number}},"method":"wes_blockNumber","params":[]}""");
        var request = Encoding.ASCII.GetBytes($"POST /jsonrpc HTTP/1.1\r\nHost: node\r\nContent-Length: {asked.Length}\r\n\r\n{asked}");
        await _writing.WaitAsync();
        try
        {
            await _connection.GetStream().WriteAsync(request);
        }
        finally
        {
            _writing.Release();
        }

        return await answer.Task;
    }

    public void Dispose()
    {
        _connection.Dispose();
        _writing.Dispose();
    }

    private async Task ReadAsync()
    {
        const string length = "Content-Length:";
        var bytes = 0;
        while (await _answers.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(length, StringComparison.OrdinalIgnoreCase))
                bytes = int.Parse(line[length.Length..], CultureInfo.InvariantCulture);
            if (line.Length > 0)
                continue;
            var body = new char[bytes];
            await _answers.ReadBlockAsync(body);
            using var json = JsonDocument.Parse(body);
            Answer(json.RootElement.GetProperty("id").GetInt32(), json.RootElement.GetProperty("result").GetString()!);
        }
    }

    private void Answer(int number, string result)
    {
        if (_forgets ? _pending.TryRemove(number, out var answer) : _pending.TryGetValue(number, out answer))
            answer!.TrySetResult(result);
    }
}
