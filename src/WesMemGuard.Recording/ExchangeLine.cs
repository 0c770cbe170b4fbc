using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WesMemGuard.Node;

namespace WesMemGuard.Recording;

/// <summary>Reads one line of <c>exchanges.jsonl</c>. What can't be asked or served over HTTP again is an error, not a guess.</summary>
internal static partial class ExchangeLine
{
    private const int MostHeaders = 100;

    public static Exchange Read(LineFields line)
    {
        var at = line.Instant("at");
        var request = new NodeRequest(Method(line), PathOf(line), RequestBody(line), line.TextOrNull("mark"));
        if (line.TextOrNull("error") is { } error)
            return new Exchange { At = at, Request = request, Error = error, Line = line.Line };
        var body = Body(line);
        var status = line.Count("status");
        if (status is < 200 or > 599)
            throw line.Missing("status", "200 to 599, or \"error\" in its place,");
        if (status is 204 or 205 or 304 && !body.IsEmpty)
            throw line.Wrong($"body: an answer {status} has none");
        return new Exchange { At = at, Request = request, Status = (int)status, Headers = Headers(line), Body = body, Line = line.Line };
    }

    private static string Method(LineFields line) =>
        line.Text("method") is "GET" or "POST" or "PUT" or "DELETE" or "PATCH" or "HEAD" or "OPTIONS"
            ? line.Text("method")
            : throw line.Missing("method", "GET, POST, PUT, DELETE, PATCH, HEAD or OPTIONS");

    private static string PathOf(LineFields line)
    {
        var path = line.Text("path");
        return path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && path.Length <= 8000
            && !path.Any(c => c is <= ' ' or > '~' or '\\' or '#')
            ? path
            : throw line.Missing("path", "a path as \"/metrics\"");
    }

    /// <summary>An object in recordings, the text that was sent in the catalogue.</summary>
    private static string? RequestBody(LineFields line)
    {
        if (!line.Has("requestBody"))
            return null;
        var body = line.Fields.GetProperty("requestBody");
        return body.ValueKind == JsonValueKind.String ? body.GetString() : body.GetRawText();
    }

    private static ReadOnlyMemory<byte> Body(LineFields line)
    {
        if (line.TextOrNull("body") is { } text)
            return Encoding.UTF8.GetBytes(text);
        if (!line.Has("bodyBase64"))
            return default;
        return line.Fields.GetProperty("bodyBase64").TryGetBytesFromBase64(out var bytes) ? bytes : throw line.Missing("bodyBase64", "base64");
    }

    private static List<KeyValuePair<string, string>> Headers(LineFields line)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (!line.Has("headers"))
            return headers;
        var all = line.Fields.GetProperty("headers");
        if (all.ValueKind != JsonValueKind.Object)
            throw line.Missing("headers", "an object");
        foreach (var header in all.EnumerateObject())
        {
            if (header.Value.ValueKind != JsonValueKind.String || !Name().IsMatch(header.Name) || header.Value.GetString()!.Any(c => c is < ' ' or > '~'))
                throw line.Wrong($"headers: \"{header.Name}\" can't be served, a name and printable ASCII are needed");
            headers.Add(KeyValuePair.Create(header.Name, header.Value.GetString()!));
        }

        return headers.Count <= MostHeaders ? headers : throw line.Wrong($"headers: {headers.Count}, at most {MostHeaders} are read");
    }

    [GeneratedRegex(@"\A[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}\z")]
    private static partial Regex Name();
}
