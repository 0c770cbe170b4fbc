using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WesMemGuard.TestNodes;

/// <summary>
/// JSON-RPC as the node answers it: status 200 for errors, -32000 for all that a method refuses (node.md 6.1).
/// </summary>
internal static class RpcMethods
{
    private const string BadParameters = "请求参数验证失败，请检查输入参数。";
    private const string InternalError = "服务器内部错误，请稍后重试或联系管理员。";

    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Answer(NodeModel node, byte[] body, DateTimeOffset now)
    {
        JsonDocument request;
        try
        {
            request = JsonDocument.Parse(body);
        }
        catch (JsonException e)
        {
            return Error(null, -32700, "请求格式无效，无法解析 JSON。", "Parse error: " + e.Message);
        }

        using (request)
        {
            var root = request.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return Error(null, -32700, "请求格式无效，无法解析 JSON。", "Parse error: no request object");
            object? id = root.TryGetProperty("id", out var found) ? found.Clone() : null;
            if (!root.TryGetProperty("jsonrpc", out var version) || version.GetString() != "2.0")
                return Error(id, -32600, "请求格式无效，jsonrpc 字段必须为 '2.0'。", "jsonrpc field must be '2.0'");
            var method = root.TryGetProperty("method", out var name) ? name.GetString() ?? "" : "";
            var parameters = root.TryGetProperty("params", out var given) ? given : default;
            return Call(node, id, method, parameters, now);
        }
    }

    private static byte[] Call(NodeModel node, object? id, string method, JsonElement parameters,
        DateTimeOffset now) => method switch
        {
            "wes_blockNumber" => Result(id, node.Chain.HeightText),
            "wes_chainId" => Result(id, "0x" + node.ChainId.ToString("x", CultureInfo.InvariantCulture)),
            "net_version" => Result(id, node.ChainId.ToString(CultureInfo.InvariantCulture)),
            "wes_syncing" => Result(id, false),
            "wes_admin_getP2PStatus" =>
                Result(id, new { peerId = "12D3KooWTestNode" + node.ChainId.ToString(CultureInfo.InvariantCulture), connectedPeers = 0 }),
            "wes_txpool_status" => Result(id, new { pending = node.Chain.Pending + node.Chain.Stuck, queued = 0 }),
            "wes_getMiningStatus" =>
                Result(id, new { is_running = node.Chain.Miner is not null, miner_address = node.Chain.Miner ?? "" }),
            "wes_getNetworkStats" => Stats(node, id),
            "wes_getBalance" => Balance(node, id, parameters),
            "wes_listResources" => Result(id, Array.Empty<object>()),
            "wes_getBlockByHeight" => Block(node, id, parameters),
            "wes_startMining" => StartMining(node, id, parameters, now),
            "wes_stopMining" => StopMining(node, id, now),
            "wes_sendTransaction" => Transfer(node, id, parameters),
            "wes_deployContract" => Deploy(node, id, parameters),
            _ => Error(id, -32601, "方法不存在，请检查方法名称。", $"Method '{method}' not found"),
        };

    private static byte[] Balance(NodeModel node, object? id, JsonElement parameters)
    {
        var address = parameters.ValueKind == JsonValueKind.Array && parameters.GetArrayLength() > 0
            ? parameters[0].ToString() : "";
        var units = node.Chain.Balance(address).ToString(CultureInfo.InvariantCulture);
        return Result(id, new { balance = units, decimals = 8, height = node.Chain.HeightText });
    }

    private static byte[] Stats(NodeModel node, object? id)
    {
        node.Heap.Allocate(2 * Sizes.MiB);
        return Result(id,
            new
            {
                height = node.Chain.Height,
                totalTx = node.Chain.Confirmed,
                recentBlocksCount = Math.Min(100,
                node.Chain.Height)
            });
    }

    private static byte[] Block(NodeModel node, object? id, JsonElement parameters)
    {
        var text = parameters.ValueKind == JsonValueKind.Array && parameters.GetArrayLength() > 0
            ? parameters[0].ToString() : "";
        var hex = text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text;
        if (!int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var height))
            return Error(id, -32000, BadParameters, "invalid height format: expected integer",
                "COMMON_VALIDATION_ERROR");
        if (height > node.Chain.Height)
            return Error(id, -32000, "区块不存在。", "Block not found", "BC_BLOCK_NOT_FOUND");
        node.Heap.Allocate(20 * Sizes.KiB);
        var hashes = node.Chain.HashesOf(height);
        return Result(id,
            new
            {
                height,
                hash = Hash(text),
                tx_count = 1
            + hashes.Count,
                tx_hashes = hashes.Prepend(Hash("coinbase " + text)),
                size = 223
            });
    }

    private static byte[] StartMining(NodeModel node, object? id, JsonElement parameters, DateTimeOffset now)
    {
        if (node.Chain.Miner is not null)
            return Error(id, -32000, InternalError, "启动挖矿失败: 挖矿服务已在运行中");
        var miner = parameters.ValueKind == JsonValueKind.Array && parameters.GetArrayLength() > 0
            ? parameters[0].GetString() : null;
        if (miner is null || !miner.StartsWith('C') || miner.Length is < 30 or > 36)
            return Error(id, -32000, BadParameters, "invalid miner address");
        node.Chain.Mine(miner, now);
        return Result(id, new { message = "mining started", miner_address = miner, status = "success" });
    }

    private static byte[] StopMining(NodeModel node, object? id, DateTimeOffset now)
    {
        node.Chain.Mine(null, now);
        return Result(id, new { message = "mining stopped", status = "success" });
    }

    private static byte[] Transfer(NodeModel node, object? id, JsonElement parameters)
    {
        if (Fields(parameters, "fromAddress", "toAddress", "amount",
            "privateKey") is not [var from, var to, var amount, var key])
            return Error(id, -32000, BadParameters, "fromAddress, toAddress, amount, and privateKey are required");
        if (!from.StartsWith('C') || !to.StartsWith('C') || key.Length != 64)
            return Result(id, new { accepted = false, reason = "签名失败: 私钥与地址不匹配" });
        node.Heap.Allocate(60 * Sizes.KiB);
        var hash = Hash($"{from} {to} {amount} {node.Chain.Height}");
        if (!long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var units))
            return Error(id, -32000, BadParameters, "invalid amount", "COMMON_VALIDATION_ERROR");
        return node.Chain.Transfer(from, to, units, hash) is { } reason
            ? Result(id, new { accepted = false, reason })
            : Result(id, new { accepted = true, txHash = hash });
    }

    private static byte[] Deploy(NodeModel node, object? id, JsonElement parameters)
    {
        if (Fields(parameters, "private_key", "wasm_content", "name") is not [_, var wasm, _])
            return Error(id, -32000, BadParameters, "private_key, wasm_content and name are required");
        if (!wasm.StartsWith("AGFzbQ", StringComparison.Ordinal))
            return Error(id, -32000, InternalError, "Internal error: invalid wasm file: magic number mismatch");
        node.Heap.Allocate(100 * Sizes.KiB);
        node.Chain.Deploy(node.Now);
        return Result(id,
            new
            {
                content_hash = Hash(wasm),
                message = "合约部署成功，交易已提交到内存池",
                success = true,
                tx_hash = Hash(parameters.GetRawText()),
            });
    }

    private static string[]? Fields(JsonElement parameters, params string[] names)
    {
        if (parameters.ValueKind != JsonValueKind.Array || parameters.GetArrayLength() == 0
            || parameters[0].ValueKind != JsonValueKind.Object)
            return null;
        var values = names.Select(n => parameters[0].TryGetProperty(n, out var v)
            && v.ValueKind == JsonValueKind.String ? v.GetString() : null).ToArray();
        return Array.TrueForAll(values, v => v is { Length: > 0 }) ? Array.ConvertAll(values, v => v!) : null;
    }

    private static string Hash(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)));

    private static byte[] Result(object? id, object result) => Line(new { jsonrpc = "2.0", id, result });

    private static byte[] Error(object? id, int code, string message, string detail,
        string of = "COMMON_INTERNAL_ERROR") =>
        Line(new
        {
            jsonrpc = "2.0",
            id,
            error = new { code, message, data = new { status = 500, detail, code = of, layer = "blockchain-service" } }
        });

    private static byte[] Line(object answer) => [.. JsonSerializer.SerializeToUtf8Bytes(answer, Json), (byte)'\n'];
}
