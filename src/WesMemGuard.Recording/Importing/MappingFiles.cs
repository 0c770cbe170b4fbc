using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;

namespace WesMemGuard.Recording.Importing;

/// <summary>
/// Mapping files of WireMock, for .NET and for Java: each mapping is an exchange, in the order of the files' names and within a file; a
/// mapping has no time, so that one second lies between two.
/// </summary>
internal static class MappingFiles
{
    private static readonly SearchValues<char> OfPatterns = SearchValues.Create("*?[(^$\\");

    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    /// <summary>No time is told: this one is plainly none.</summary>
    private static readonly DateTimeOffset Begin = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether a document holds mappings.</summary>
    public static bool Are(JsonElement root) => Mappings(root).Any();

    /// <summary>Their exchanges.</summary>
    /// <param name="roots">Each file's document and name, in order.</param>
    /// <param name="folder">Where bodies of their own files lie: beside <c>mappings</c>, or in it.</param>
    /// <param name="leftOut">Takes what is no exchange.</param>
    public static IEnumerable<ImportedExchange> Read(
        IEnumerable<(JsonElement Root, string File)> roots, string folder, ICollection<LeftOut> leftOut)
    {
        var at = Begin;
        foreach (var (mapping, place) in roots.SelectMany(r => Places(r.Root, r.File)))
        {
            var left = leftOut.Count;
            if (Exchange(mapping, place, folder, at, leftOut) is { } exchange)
            {
                yield return exchange;
                at += Apart;
            }
            else if (leftOut.Count == left)
                throw new BadInputException(place, ImportReasons.NoMapping());
        }
    }

    private static IEnumerable<(JsonElement, string)> Places(JsonElement root, string file)
    {
        JsonElement[] mappings = [.. Mappings(root)];
        return mappings.Select((m, i) =>
            (m, mappings.Length == 1 ? file : string.Create(CultureInfo.InvariantCulture, $"{file}, mapping {i + 1}")));
    }

    private static IEnumerable<JsonElement> Mappings(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray(),
        _ when root.Member("mappings") is not null => root.Items("mappings"),
        _ when root.Member("request") is not null && root.Member("response") is not null => [root],
        _ => [],
    };

    private static ImportedExchange? Exchange(
        JsonElement mapping, string place, string folder, DateTimeOffset at, ICollection<LeftOut> leftOut)
    {
        if (mapping.Member("request") is not { } asked || mapping.Member("response") is not { } response)
            return null;
        var (path, isPattern) = Path(asked);
        if (path is null || isPattern)
            leftOut.Add(new LeftOut(place, ImportReasons.Pattern(path ?? "*")));
        else if (!ImportedPaths.AreOfANode(path.Split('?')[0]))
            leftOut.Add(new LeftOut(place, ImportReasons.NoNodePath(path)));
        else if (response.Member("useTransformer") is { ValueKind: JsonValueKind.True } || response.Member("transformers") is not null
            || response.Member("proxyUrl") is not null || response.Member("proxyBaseUrl") is not null)
            leftOut.Add(new LeftOut(place, ImportReasons.Computed()));
        else
        {
            return new ImportedExchange(at, new NodeRequest(Method(asked), path, AskedBody(asked)),
                new ExchangeEnd(Status(response), Headers(response), Body(response, folder, place), null, Delay(response)));
        }

        return null;
    }

    private static string Method(JsonElement asked) =>
        (asked.Text("method") ?? asked.Items("methods").Select(m => m.ToString()).FirstOrDefault() ?? "GET").ToUpperInvariant() switch
        {
            "ANY" => "GET",
            var method => method,
        };

    /// <summary>The path as it stands there, or the pattern of one.</summary>
    private static (string? Path, bool IsPattern) Path(JsonElement asked)
    {
        foreach (var name in new[] { "url", "urlPath", "path" })
        {
            if (asked.Text(name) is { } plain)
                return (Relative(plain), plain.Contains('*', StringComparison.Ordinal));
            if (asked.Member(name)?.Items("matchers").FirstOrDefault() is { ValueKind: JsonValueKind.Object } matcher
                && (matcher.Text("pattern") ?? matcher.Items("patterns").Select(p => p.ToString()).FirstOrDefault()) is { } pattern)
            {
                var isExact = matcher.Text("name") is "ExactMatcher" || !pattern.AsSpan().ContainsAny(OfPatterns);
                return (Relative(pattern), !isExact);
            }
        }

        return (asked.Text("urlPattern") ?? asked.Text("urlPathPattern"), true);
    }

    private static string Relative(string path) =>
        !path.StartsWith('/') && Uri.TryCreate(path, UriKind.Absolute, out var url) ? url.PathAndQuery : path;

    private static string? AskedBody(JsonElement asked)
    {
        if (asked.Text("body") is { } plain)
            return plain;
        JsonElement[] patterns =
            [.. asked.Items("bodyPatterns"), .. asked.Member("body") is { } body ? body.Items("matchers").Concat(One(body)) : []];
        foreach (var pattern in patterns)
        {
            foreach (var name in new[] { "equalToJson", "equalTo", "pattern" })
            {
                if (pattern.Member(name) is { } equal)
                    return equal.ValueKind == JsonValueKind.String ? equal.GetString() : equal.GetRawText();
            }
        }

        return null;
    }

    private static JsonElement[] One(JsonElement body) => body.Member("matcher") is { } matcher ? [matcher] : [];

    private static int Status(JsonElement response)
    {
        var status = response.Member("status") ?? response.Member("statusCode");
        return status is { } code && int.TryParse(code.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 100, 599) : 200;
    }

    private static TimeSpan Delay(JsonElement response) => TimeSpan.FromMilliseconds(Math.Clamp(
        response.Number("fixedDelayMilliseconds") ?? response.Number("delay") ?? 0, 0, TimeSpan.FromHours(1).TotalMilliseconds));

    private static List<KeyValuePair<string, string>> Headers(JsonElement response) =>
        response.Member("headers") is { ValueKind: JsonValueKind.Object } headers
            ? [.. headers.EnumerateObject().Select(h => KeyValuePair.Create(h.Name,
                h.Value.ValueKind == JsonValueKind.Array ? string.Join(", ", h.Value.EnumerateArray()) : h.Value.ToString()))]
            : [];

    private static ReadOnlyMemory<byte> Body(JsonElement response, string folder, string place)
    {
        if ((response.Member("jsonBody") ?? response.Member("bodyAsJson")) is { } json)
            return Encoding.UTF8.GetBytes(json.GetRawText());
        if ((response.Text("base64Body") ?? response.Text("bodyAsBytes")) is { } packed)
        {
            var bytes = new byte[packed.Length];
            return Convert.TryFromBase64String(packed, bytes, out var length)
                ? bytes.AsMemory(0, length) : throw new BadInputException(place, ImportReasons.NoBase64());
        }

        return (response.Text("bodyFileName") ?? response.Text("bodyAsFile")) is { } file
            ? FileBody(folder, file, place) : Encoding.UTF8.GetBytes(response.Text("body") ?? "");
    }

    /// <summary>
    /// WireMock keeps bodies in <c>__files</c> beside <c>mappings</c>; nothing outside of it and of the mappings' folder is read, through
    /// no link either.
    /// </summary>
    private static byte[] FileBody(string folder, string file, string place)
    {
        foreach (var home in new[] { System.IO.Path.Combine(folder, "..", "__files"), System.IO.Path.Combine(folder, "__files"), folder })
        {
            var root = System.IO.Path.GetFullPath(home) + System.IO.Path.DirectorySeparatorChar;
            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, file));
            if (path.StartsWith(root, StringComparison.Ordinal) && File.Exists(path) && Files.PlainFile.IsInside(root, path))
                return Files.PlainFile.Read(path, file, CaptureJson.LargestFile);
        }

        throw new BadInputException(place, ImportReasons.NoBodyFile(file));
    }
}
