using System.Collections.Frozen;

namespace WesMemGuard.Recording.Known;

/// <summary>What a parameter of a method is; none of them is a secret.</summary>
internal enum ParameterKind
{
    /// <summary>A height, a count, an amount: a number, or up to 18 digits with or without <c>0x</c>.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A hash: 64 digits.</summary>
    Hash,

    /// <summary>An address: up to 40 letters and digits.</summary>
    Address,

    /// <summary>A short name: of a subscription, a status, a method of a contract.</summary>
    Name,
}

/// <summary>
/// The methods of the node's JSON-RPC whose parameters are known (node.md 6.1, 6.2): by place, or by name in an object.
/// A parameter that isn't in here is written as its kind and length.
/// </summary>
internal static class KnownMethods
{
    private const ParameterKind Number = ParameterKind.Number;
    private const ParameterKind Flag = ParameterKind.Flag;
    private const ParameterKind Hash = ParameterKind.Hash;
    private const ParameterKind Address = ParameterKind.Address;
    private const ParameterKind Name = ParameterKind.Name;

    private static readonly FrozenDictionary<string, ParameterKind[]> Placed = new Dictionary<string, ParameterKind[]>
    {
        ["wes_getBlock"] = [Number, Flag],
        ["wes_getBlockByHeight"] = [Number, Flag],
        ["wes_getBlockHash"] = [Number],
        ["wes_getBlockByHash"] = [Hash, Flag],
        ["wes_getTransactionByHash"] = [Hash],
        ["wes_getTransactionReceipt"] = [Hash],
        ["wes_getTransactionHistory"] = [Hash],
        ["wes_getBalance"] = [Address],
        ["wes_getContractTokenBalance"] = [Address, Hash],
        ["wes_getUTXO"] = [Address],
        ["wes_getContract"] = [Hash],
        ["wes_getResource"] = [Hash],
        ["wes_getResourceHistory"] = [Hash],
        ["wes_getResourceByContentHash"] = [Hash],
        ["wes_getResourceTransaction"] = [Hash],
        ["wes_getResourceCode"] = [Hash],
        ["wes_getResourceABI"] = [Hash],
        ["wes_getPricingState"] = [Hash],
        ["wes_txpool_inspect"] = [Address],
        ["wes_startMining"] = [Address],
        ["wes_subscribe"] = [Name],
        ["wes_unsubscribe"] = [Number],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenDictionary<string, ParameterKind>> Named =
        new Dictionary<string, FrozenDictionary<string, ParameterKind>>
        {
            ["wes_sendTransaction"] = Of(("fromAddress", Address), ("toAddress", Address), ("amount", Number)),
            ["wes_deployContract"] = Of(("name", Name), ("abi_version", Name)),
            ["wes_callContract"] = Of(("content_hash", Hash), ("method", Name), ("return_unsigned_tx", Flag)),
            ["wes_call"] = Of(("to", Hash), ("from", Address)),
            ["wes_getUTXO"] = Of(("blockHeight", Number), ("blockHash", Hash)),
            ["wes_listResources"] = Of(("resourceType", Name), ("status", Name), ("limit", Number), ("offset", Number), ("filters", Name)),
            ["wes_getSyncDiagnostics"] = Of(("limit", Number)),
            ["wes_getSyncFailureHistory"] = Of(("limit", Number)),
            ["wes_getNetworkHeightHistory"] = Of(("limit", Number)),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the parameter at a place of a method is; null when it isn't known.</summary>
    public static ParameterKind? At(string method, int place) =>
        Placed.TryGetValue(method, out var kinds) && place < kinds.Length ? kinds[place] : null;

    /// <summary>What the field of a method's object is; null when it isn't known.</summary>
    public static ParameterKind? Of(string method, string field) =>
        Named.TryGetValue(method, out var fields) && fields.TryGetValue(field, out var kind) ? kind : null;

    private static FrozenDictionary<string, ParameterKind> Of(params (string Name, ParameterKind Kind)[] fields) =>
        fields.ToFrozenDictionary(f => f.Name, f => f.Kind, StringComparer.Ordinal);
}
