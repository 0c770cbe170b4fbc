using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>Which JSON-RPC errors are a method's own, so that a read which ends in one was done.</summary>
internal static class RpcErrors
{
    /// <summary>
    /// What this node answers with code -32000 although the method did none of its work: parameters that it doesn't
    /// take, an error of its own, a part that isn't there (node.md 6.1). Its other codes, as BC_BLOCK_NOT_FOUND, are
    /// answers.
    /// </summary>
    private static readonly string[] NotTheMethods = ["COMMON_VALIDATION_ERROR", "COMMON_INTERNAL_ERROR", "COMMON_SERVICE_UNAVAILABLE"];

    public static LoadResultKind KindOf(int code, string? reason) =>
        PhaseLoad.IsOfProtocol(code) || NotTheMethods.Contains(reason)
            ? LoadResultKind.RpcError : LoadResultKind.MethodError;
}
