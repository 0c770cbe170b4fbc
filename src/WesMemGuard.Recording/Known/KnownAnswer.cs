using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Known;

/// <summary>
/// The body of an answer as it is written: of known endpoints their fields, of refusals the text without secrets, of
/// all else kind and length.
/// </summary>
internal static class KnownAnswer
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32 };

    /// <summary>A page of figures is longer.</summary>
    private const int LongestLearned = 32 * 1024;

    /// <summary>A refusal that is longer says nothing that anybody quotes.</summary>
    private const int LongestRefusal = 64 * 1024;

    /// <summary>The body, as text or as bytes where it is none.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="body">What came.</param>
    /// <param name="scrubber">Knows the run's secrets.</param>
    public static ReadOnlyMemory<byte> Of(NodeRequest request, int status, ReadOnlyMemory<byte> body, Scrubber scrubber)
    {
        if (GzipBody.Inflated(body, NodeClient.LargestBody) is { } inflated)
            return GzipBody.Packed(Plain(request, status, inflated, scrubber));
        return Plain(request, status, body, scrubber);
    }

    private static byte[] Plain(NodeRequest request, int status, ReadOnlyMemory<byte> body, Scrubber scrubber)
    {
        if (!Utf8.IsValid(body.Span))
            return Encoding.UTF8.GetBytes(KnownText.Of("bytes", body.Length));
        var text = Encoding.UTF8.GetString(body.Span);
        return Encoding.UTF8.GetBytes(status == 200 ? Answered(request, text, scrubber) : Refused(text, scrubber));
    }

    private static string Refused(string text, Scrubber scrubber) =>
        text.Length > LongestRefusal ? KnownText.Of("text", text.Length) : scrubber.Text(text);

    private static string Answered(NodeRequest request, string text, Scrubber scrubber)
    {
        if (text.Length == 0)
            return "";
        if (text.Length <= LongestLearned)
            scrubber.Text(text); // what is left out here may stand in what is kept elsewhere
        var path = request.Path.Split('?')[0];
        if (path == NodePaths.Metrics)
            return KnownPages.IsOfGo(text) ? KnownPages.Prometheus(text) : Refused(text, scrubber);
        if (request.Path is NodePaths.CollectedHeap or NodePaths.HeapText)
            return text.StartsWith("heap profile:", StringComparison.Ordinal)
                ? KnownPages.Heap(text, scrubber) : Refused(text, scrubber);
        if (request.Path == NodePaths.GoroutineText)
            return text.StartsWith("goroutine profile: total ", StringComparison.Ordinal)
                ? text.Split('\n')[0] + "\n" : Refused(text, scrubber);
        if (path is NodePaths.JsonRpc or "/rpc")
            return Json(text, root => KnownFields.OfCall(root, scrubber), scrubber);
        return KnownFields.Of(path) is { } fields ? Json(text, root => KnownFields.Of(root, fields, scrubber), scrubber)
            : path.StartsWith(NodePaths.HeapProfile, StringComparison.Ordinal) ? Refused(text, scrubber)
            : KnownText.Of("text", text.Length);
    }

    /// <summary>
    /// What is no object stays as it came, without secrets: what was wrong with it is part of the record.
    /// </summary>
    private static string Json(string text, Func<JsonElement, string> known, Scrubber scrubber)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text, Reading);
            return parsed.RootElement.ValueKind == JsonValueKind.Object
                ? known(parsed.RootElement) : Refused(text, scrubber);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refused(text, scrubber);
        }
    }
}
