using System.Globalization;
using System.Text;
using System.Text.Json;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording.Importing;

/// <summary>
/// A HAR file (HTTP Archive 1.2), as browsers and proxies export it: each entry is an exchange at its time, repeats among them.
/// </summary>
internal static class HarFile
{
    // The text of a body stands there unpacked.
    private static readonly string[] OfThePacked = ["Content-Encoding", "Content-Length", "Transfer-Encoding"];

    /// <summary>Whether a document is a HAR file.</summary>
    public static bool Is(JsonElement root) => root.Member("log")?.Member("entries") is { ValueKind: JsonValueKind.Array };

    /// <summary>Its exchanges in the order of the file.</summary>
    /// <exception cref="BadInputException">An entry lacks its time, its address or its answer.</exception>
    public static IEnumerable<ImportedExchange> Read(JsonElement root, string file, ICollection<LeftOut> leftOut)
    {
        var number = 0;
        foreach (var entry in root.Member("log")!.Value.Items("entries"))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{file}, entry {++number}");
            if (Exchange(entry, place, leftOut) is { } exchange)
                yield return exchange;
        }
    }

    private static ImportedExchange? Exchange(JsonElement entry, string place, ICollection<LeftOut> leftOut)
    {
        if (!DateTimeOffset.TryParse(
            entry.Text("startedDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            throw new BadInputException(place, ImportReasons.NoTime());
        if (entry.Member("request") is not { } asked || !Uri.TryCreate(asked.Text("url"), UriKind.Absolute, out var url))
            throw new BadInputException(place, ImportReasons.NoUrl());
        if (!ImportedPaths.AreOfANode(url.AbsolutePath))
        {
            leftOut.Add(new LeftOut(place, ImportReasons.NoNodePath(url.AbsolutePath)));
            return null;
        }

        var method = asked.Text("method")?.ToUpperInvariant() ?? "GET";
        var request = new NodeRequest(method, url.PathAndQuery, asked.Member("postData")?.Text("text"));
        var took = TimeSpan.FromMilliseconds(Math.Clamp(entry.Number("time") ?? 0, 0, TimeSpan.FromDays(1).TotalMilliseconds));
        var status = entry.Member("response")?.Number("status") ?? 0;
        if (status is < 100 or > 599)
            return new ImportedExchange(at.ToUniversalTime(), request,
                new ExchangeEnd(0, [], default, new Miss(MissKind.Closed, entry.Text("_error") ?? "no answer in the HAR file"), took));
        var response = entry.Member("response")!.Value;
        var content = response.Member("content");
        if (content?.Text("text") is not { } text)
        {
            if ((content?.Number("size") ?? 0) > 0)
            {
                leftOut.Add(new LeftOut(place, ImportReasons.NoBody(url.AbsolutePath)));
                return null;
            }

            text = "";
        }

        return new ImportedExchange(at.ToUniversalTime(), request,
            new ExchangeEnd((int)status, Headers(response), Body(text, content?.Text("encoding"), place), null, took));
    }

    private static ReadOnlyMemory<byte> Body(string text, string? encoding, string place)
    {
        if (string.IsNullOrEmpty(encoding))
            return Encoding.UTF8.GetBytes(text);
        var bytes = new byte[text.Length];
        return encoding == "base64" && Convert.TryFromBase64String(text, bytes, out var length) ? bytes.AsMemory(0, length)
            : throw new BadInputException(place, ImportReasons.Encoding(encoding));
    }

    private static List<KeyValuePair<string, string>> Headers(JsonElement response) =>
        [.. response.Items("headers").Select(h => KeyValuePair.Create(h.Text("name") ?? "", h.Text("value") ?? ""))
            .Where(h => h.Key.Length > 0 && !OfThePacked.Contains(h.Key, StringComparer.OrdinalIgnoreCase))];
}
