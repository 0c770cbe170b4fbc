using System.Diagnostics;
using System.Text.RegularExpressions;

namespace WesMemGuard.Client.Tests;

/// <summary>
/// The test node in a process of its own: in this one its server's objects would be taken for the client's.
/// </summary>
internal sealed partial class NodeProcess : IDisposable
{
    private readonly Process _process;
    private readonly string? _config;

    private NodeProcess(Process process, string? config, Uri url) => (_process, _config, Url) = (process, config, url);

    /// <summary>Where it answers.</summary>
    public Uri Url { get; }

    public static async Task<NodeProcess> StartAsync()
    {
        var config = Path.GetTempFileName();
        await File.WriteAllTextAsync(config, """{ "api": { "http_port": 0 } }""");
        return await StartAsync(config, ["--chain", "dev", "--config", config]);
    }

    /// <summary>A gRPC service of the same program.</summary>
    public static Task<NodeProcess> StartGrpcAsync() => StartAsync(null, ["--grpc"]);

    private static async Task<NodeProcess> StartAsync(string? config, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "WesMemGuard.TestNode.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["TESTNODE_SECONDS"] = "100";
        start.Environment["TESTNODE_UNLIMITED"] = "1";
        var process = Process.Start(start)!;
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await process.StandardOutput.ReadLineAsync(bound.Token) is { } line)
        {
            if (Address().Match(line) is { Success: true } found)
                return new NodeProcess(process, config, new Uri(found.Value));
        }

        throw new InvalidOperationException("The test node ended without an address.");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
        if (_config is not null)
            File.Delete(_config);
    }

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex Address();
}
