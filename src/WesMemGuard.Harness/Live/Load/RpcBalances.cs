using System.Globalization;
using System.Text.Json;
using WesMemGuard.Node.Services;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>What an address holds, asked by JSON-RPC.</summary>
internal static class RpcBalances
{
    public static string Call(string address) => JsonRpcCall.Text("wes_getBalance", $"[\"{address}\"]");

    /// <summary>Base units; null when the answer tells none.</summary>
    public static long? Of(ReadOnlyMemory<byte> answer) => RpcAnswers.Result(answer, Amount);

    /// <summary>Amounts are texts in base units; a node of another version may write numbers.</summary>
    public static long? Amount(JsonElement result)
    {
        if (result.ValueKind != JsonValueKind.Object || !result.TryGetProperty("balance", out var balance))
            return null;
        if (balance.ValueKind == JsonValueKind.Number && balance.TryGetInt64(out var number))
            return number;
        return balance.ValueKind == JsonValueKind.String
            && ulong.TryParse(balance.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var text)
                ? (long)Math.Min(text, long.MaxValue) : null;
    }
}
