using System.Globalization;
using System.Text;
using System.Text.Json;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Node.Services;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>The requests of a phase's kind.</summary>
/// <param name="phase">What is declared.</param>
/// <param name="keys">The senders.</param>
/// <param name="height">The chain's height, as last seen.</param>
/// <param name="seed">Of what is random in it.</param>
internal sealed class LoadRequests(ScenarioPhase phase, KeyRing keys, Func<double> height, int seed)
{
    /// <summary>The smallest module that a node takes: one exported function f that returns (node.md 10.2).</summary>
    private const string SmallestWasm = "AGFzbQEAAAABBAFgAAADAgEABwUBAWYAAAoEAQIACw==";
    private const int DefaultAmount = 1_000_000;
    private readonly Random _random = new(seed);
    private readonly double _weights = phase.Targets.Sum(t => t.Weight);

    /// <summary>Request number <paramref name="n"/>, from 0. Called by one thread.</summary>
    public NodeRequest Make(long n)
    {
        var target = Target();
        var request = Make(n, target);
        return phase.Timeout is null ? request : request with { Timeout = phase.Timeout };
    }

    private NodeRequest Make(long n, LoadTarget? target) => phase.Kind switch
    {
        PhaseKind.Transfers => Rpc(n, "wes_sendTransaction", Transfer()),
        PhaseKind.Deploys => Rpc(n, "wes_deployContract", Deploy(n)),
        PhaseKind.Reads => Read(n, target?.Method ?? phase.Method, target?.ParamsJson ?? phase.ParamsJson),
        PhaseKind.Stats => Rpc(n, "wes_getNetworkStats", "[]"),
        PhaseKind.Rpc => Rpc(n, target?.Method ?? phase.Method!, target?.ParamsJson ?? phase.ParamsJson ?? "[]"),
        PhaseKind.ClientAddresses =>
            Rpc(n, "wes_blockNumber",
                "[]") with
            { ForwardedFor = ClientAddress(phase.Addresses is { } many ? n % many : n) },
        PhaseKind.Rest => new NodeRequest("GET", target?.Path ?? phase.Path!),
        PhaseKind.Custom => Custom(n, target),
        _ => throw new ArgumentOutOfRangeException(nameof(n), phase.Kind, "a phase of this kind sends no requests"),
    };

    /// <summary>Whether answers are JSON-RPC's.</summary>
    public bool AreRpc => phase.KindRow.SpeaksRpc;

    /// <summary>Whether they may be, as requests that the scenario writes out.</summary>
    public bool MayBeRpc => phase.Kind == PhaseKind.Custom;

    /// <summary>What of an accepted call is followed: a transfer's hash.</summary>
    public string? Accepts(JsonElement result) =>
        phase.Kind == PhaseKind.Transfers && result.ValueKind == JsonValueKind.Object
            && result.TryGetProperty("txHash", out var hash) && hash.ValueKind == JsonValueKind.String
            ? hash.GetString()
            : null;

    private NodeRequest Read(long n, string? method, string? parameters) =>
        Rpc(n, method ?? "wes_getBlockByHeight", parameters ?? (method is null ? """["{height}",true]""" : "[]"));

    private NodeRequest Custom(long n, LoadTarget? target)
    {
        var body = target?.Body ?? phase.Body;
        return new NodeRequest(target?.HttpMethod ?? phase.HttpMethod ?? "GET", target?.Path ?? phase.Path!,
            body is null
            ? null : Filled(body, n));
    }

    /// <summary>One of the targets, by their weights; null where there is one thing to ask for only.</summary>
    private LoadTarget? Target()
    {
        if (phase.Targets.Count == 0)
            return null;
        var left = _random.NextDouble() * _weights;
        foreach (var target in phase.Targets)
        {
            left -= target.Weight;
            if (left < 0)
                return target;
        }

        return phase.Targets[^1];
    }

    private NodeRequest Rpc(long n, string method, string parameters) =>
        JsonRpcCall.Request(method, Filled(parameters, n), n);

    private string Transfer()
    {
        var amount = (phase.Amount ?? DefaultAmount).ToString(CultureInfo.InvariantCulture);
        return $$"""[{"fromAddress":"{address}","toAddress":"{to}","amount":"{{amount}}","privateKey":"{key}"}]""";
    }

    /// <summary>Texts differ, else the same deployment within a second would be a duplicate (node.md 6.2).</summary>
    private string Deploy(long n)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"{phase.Name}-{seed}-{n}")).Replace('"', '\'')
            .Replace('\\', '/');
        text.Append('u', Math.Max(0, (int)Math.Min(phase.TextSize ?? 0, 1 << 20) - text.Length));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            [{"private_key":"{key}","wasm_content":"{{SmallestWasm}}","name":"m{{n}}","description":"{{text}}"}]
            """);
    }

    /// <summary>
    /// Puts this request's values for <c>{n}</c>, <c>{height}</c> (a random height of the chain), <c>{address}</c>,
    /// <c>{to}</c> and <c>{key}</c>.
    /// </summary>
    private string Filled(string template, long n)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
            return template;
        var (from, to) = (keys.Keys[(int)(n % keys.Keys.Count)], keys.Keys[(int)((n + 1) % keys.Keys.Count)]);
        var filled = template
            .Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{address}", from.Address, StringComparison.Ordinal)
            .Replace("{to}", to.Address, StringComparison.Ordinal)
            .Replace("{key}", from.Hex, StringComparison.Ordinal);
        return filled.Contains("{height}", StringComparison.Ordinal)
            ? filled.Replace("{height}", "0x" + _random.NextInt64((long)height() + 1)
                .ToString("x", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            : filled;
    }

    /// <summary>
    /// 10.0.0.1 and on: addresses of nobody, as a proxy would hand them on; the node trusts every proxy (node.md 6.6).
    /// </summary>
    private static string ClientAddress(long n) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{(n + 1) >> 16 & 255}.{(n + 1) >> 8 & 255}.{(n + 1) & 255}");
}
