using System.Globalization;

namespace WesMemGuard.Node.Services;

/// <summary>The text of a JSON-RPC call, and the request that sends it: the one place where it is written.</summary>
internal static class JsonRpcCall
{
    /// <summary>The body.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="parameters">The JSON list of parameters.</param>
    /// <param name="id">What its answer is told by.</param>
    public static string Text(string method, string parameters = "[]", long id = 1) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");

    /// <summary>The request.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="parameters">The JSON list of parameters.</param>
    /// <param name="id">What its answer is told by.</param>
    /// <param name="mark">What asks for it when it is not the regular poll; null: the poll does.</param>
    public static NodeRequest Request(string method, string parameters = "[]", long id = 1, string? mark = null) =>
        new("POST", NodePaths.JsonRpc, Text(method, parameters, id), mark);
}
