using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace WesMemGuard.TestNodes;

/// <summary>
/// The test node as a program, with the real one's arguments, texts and exit codes (recordings, start-failures). Ends
/// by itself after TESTNODE_SECONDS, 120 unless set.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["--grpc"])
            return await GrpcAsync();
        Console.WriteLine("🚀 weisyn-node 启动中...");
        if (Of(args, "--chain") is not { } chain)
            return Fail("❌ 错误: 必须指定 --chain 参数");
        if (Of(args, "--config") is not { } file)
            return Fail($"❌ 错误: {chain}链模式必须通过 --config 指定配置文件");
        if (!File.Exists(file))
            return Fail($"❌ 读取配置文件失败: open {file}: no such file or directory");
        try
        {
            using var config = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
            return await RunAsync(args, config.RootElement);
        }
        catch (JsonException)
        {
            return Fail("❌ 配置文件验证失败: 解析配置文件失败: unexpected end of JSON input");
        }
    }

    private static async Task<int> GrpcAsync()
    {
        var (server, url) = await GrpcService.StartAsync();
        await using var _ = server;
        Console.WriteLine(url);
        await EndAsync();
        return 0;
    }

    private static async Task<int> RunAsync(string[] args, JsonElement config)
    {
        if (Number(config, "mining", "min_network_quorum_total") == 0)
            return Fail("❌ 节点启动失败: 启动应用失败: 配置验证失败: 配置验证失败，发现以下问题：\n  1. "
                + "配置验证失败 [mining.min_network_quorum_total]: "
                + "min_network_quorum_total 必须 >= 1（至少包含本机）");
        var port = Number(config, "api", "http_port") ?? 28680;
        if (port > 65535)
            return Fail($"❌ 节点启动失败: 启动应用失败: failed to start HTTP server on 0.0.0.0:{port}: failed to listen on "
                + $"0.0.0.0:{port}: listen tcp: address {port}: invalid port");
        using var self = Process.GetCurrentProcess();
        await using var node = await TestNode.StartAsync(new TestNodeOptions
        {
            Behaviour = Enum.Parse<NodeBehaviour>(Environment.GetEnvironmentVariable("TESTNODE_BEHAVIOUR") ?? nameof(NodeBehaviour.Flat)),
            HttpPort = port,
            DiagnosticsPort = Diagnostics(config),
            SyncedBlockEvery = Joins(config) ? TimeSpan.FromSeconds(1) : null,
            Strikes = int.TryParse(Environment.GetEnvironmentVariable("TESTNODE_STRIKES"), out var strikes)
                ? TimeSpan.FromSeconds(strikes) : TimeSpan.FromMinutes(10),
            Profiles = Environment.GetEnvironmentVariable("TESTNODE_PROFILES"),
            Funded = Funded(config),
            Limits = Environment.GetEnvironmentVariable("TESTNODE_UNLIMITED") != "1",
            ChainId = Number(config, "network", "chain_id") ?? 10077,
            StartedAt = new DateTimeOffset(self.StartTime.ToUniversalTime(), TimeSpan.Zero),
        });
        Console.WriteLine($"✅ 节点启动成功！ {node.Http}");
        await EndAsync();
        return 0;
    }

    private static async Task EndAsync()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("TESTNODE_SECONDS"), out var given) ? given : 120;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, asked));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, asked));
        using var over = new CancellationTokenSource();
        await Task.WhenAny(asked.Task, Task.Delay(TimeSpan.FromSeconds(seconds), over.Token));
        await over.CancelAsync();
    }

    private static void Stop(PosixSignalContext signal, TaskCompletionSource asked)
    {
        signal.Cancel = true;
        if (Environment.GetEnvironmentVariable("TESTNODE_STUBBORN") == "1")
            return;
        Console.WriteLine($"🛑 收到信号 {signal.Signal}");
        asked.TrySetResult();
    }

    /// <summary>The addresses of the genesis; null where it names none: the test node then asks nobody for a coin.</summary>
    private static List<string>? Funded(JsonElement config) =>
        config.TryGetProperty("genesis", out var genesis) && genesis.TryGetProperty("accounts", out var accounts)
        && accounts.ValueKind == JsonValueKind.Array && accounts.GetArrayLength() > 0
            ? [.. accounts.EnumerateArray().Select(a => a.TryGetProperty("address", out var address) ? address.GetString() ?? "" : "")
                .Distinct(StringComparer.Ordinal)]
            : null;

    /// <summary>Whether it is told of other nodes: it then follows their chain.</summary>
    private static bool Joins(JsonElement config) =>
        config.TryGetProperty("node", out var node) && node.TryGetProperty("bootstrap_peers", out var peers)
        && peers.ValueKind == JsonValueKind.Array && peers.GetArrayLength() > 0;

    private static int? Diagnostics(JsonElement config) =>
        config.TryGetProperty("node", out var node) && node.TryGetProperty("host", out var host)
        && host.TryGetProperty("diagnostics_enabled", out var enabled) && enabled.ValueKind == JsonValueKind.True
            ? Number(host, "diagnostics_port") ?? 28686
            : null;

    private static string? Of(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static int? Number(JsonElement of, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out of))
                return null;
        }

        return of.ValueKind == JsonValueKind.Number ? of.GetInt32() : null;
    }

    private static int Fail(string text)
    {
        Console.WriteLine(text);
        return 1;
    }
}
