using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using WesMemGuard.Node.Services;
using WesMemGuard.Recordings;

namespace WesMemGuard.Recording;

/// <summary>Reads one line of <c>exchanges.jsonl</c>. What can't be asked or served over HTTP again is an error, not a guess.</summary>
internal static class ExchangeLine
{
    private const int MostHeaders = 100;

    private const int LongestName = 100;

    /// <summary>RFC 9110, 5.6.2: the characters of a token.</summary>
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static Exchange Read(LineFields line)
    {
        var at = line.Instant("at");
        var request = new NodeRequest(Method(line), PathOf(line), RequestBody(line), line.TextOrNull("mark"));
        if (line.TextOrNull("error") is { } error)
            return new Exchange { At = at, Request = request, Error = line.Miss(error) ?? OtherRecorders.Miss(error), Line = line.Line };
        var body = Body(line);
        var status = line.Count("status");
        if (status is < 200 or > 599)
            throw line.Missing("status", RecordedValue.Status);
        if (status is 204 or 205 or 304 && !body.IsEmpty)
            throw line.Wrong(RecordingReasons.BodyOf(status));
        return new Exchange { At = at, Request = request, Status = (int)status, Headers = Headers(line), Body = body, Line = line.Line };
    }

    private static string Method(LineFields line) =>
        line.Text("method") is "GET" or "POST" or "PUT" or "DELETE" or "PATCH" or "HEAD" or "OPTIONS"
            ? line.Text("method")
            : throw line.Missing("method", RecordedValue.Method);

    private static string PathOf(LineFields line)
    {
        var path = line.Text("path");
        return path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && path.Length <= 8000
            && !path.AsSpan().ContainsAnyExceptInRange('!', '~') && !path.AsSpan().ContainsAny('\\', '#')
            ? path
            : throw line.Missing("path", RecordedValue.Path);
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
        if (line.Has("body"))
            return Utf8(line, line.Fields.GetProperty("body"));
        if (!line.Has("bodyBase64"))
            return default;
        return line.Fields.GetProperty("bodyBase64").TryGetBytesFromBase64(out var bytes)
            ? bytes : throw line.Missing("bodyBase64", RecordedValue.Base64);
    }

    /// <summary>Bodies are most of a recording: their bytes are taken as they stand, not by way of a string.</summary>
    private static byte[] Utf8(LineFields line, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.String)
            throw line.Missing("body", RecordedValue.Text);
        var text = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(body));
        text.Read();
        var room = ArrayPool<byte>.Shared.Rent(text.ValueSpan.Length);
        try
        {
            return room[..text.CopyString(room)];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private static List<KeyValuePair<string, string>> Headers(LineFields line)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (!line.Has("headers"))
            return headers;
        var all = line.Fields.GetProperty("headers");
        if (all.ValueKind != JsonValueKind.Object)
            throw line.Missing("headers", RecordedValue.Headers);
        foreach (var header in all.EnumerateObject())
        {
            var (name, value) = (header.Name, header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString() : null);
            if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAnyExcept(NameCharacters) || value is null
                || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                throw line.Wrong(RecordingReasons.Header(name));
            headers.Add(KeyValuePair.Create(name, value));
        }

        return headers.Count <= MostHeaders ? headers : throw line.Wrong(RecordingReasons.ManyHeaders(headers.Count, MostHeaders));
    }
}
