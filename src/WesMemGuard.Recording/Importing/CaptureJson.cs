using System.Text.Json;
using WesMemGuard.Files;
using WesMemGuard.Input;

namespace WesMemGuard.Recording.Importing;

/// <summary>Reads the JSON of other tools: bounded, and what is no JSON is bad input at its line and column.</summary>
internal static class CaptureJson
{
    public const long LargestFile = 256L * 1024 * 1024;

    private static readonly JsonDocumentOptions Reading =
        new() { MaxDepth = 64, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The document of a file.</summary>
    /// <exception cref="BadInputException">It can't be read, or is no JSON.</exception>
    public static JsonDocument Read(string path, string name)
    {
        ReadOnlyMemory<byte> bytes = PlainFile.Read(path, name, LargestFile);
        if (bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        try
        {
            return JsonDocument.Parse(bytes, Reading);
        }
        catch (JsonException e)
        {
            var (line, column) = ((int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            throw new BadInputException(
                [new FileProblem(name, line, column, ImportReasons.NoJson())]);
        }
    }

    /// <summary>A member, whatever the case of its name: WireMock for .NET writes <c>Request</c>, for Java <c>request</c>.</summary>
    public static JsonElement? Member(this JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var member in of.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind != JsonValueKind.Null)
                return member.Value;
        }

        return null;
    }

    /// <summary>A text; null where there is none, or one with half a character in it.</summary>
    public static string? Text(this JsonElement of, string name)
    {
        try
        {
            return of.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A number; null where there is none.</summary>
    public static double? Number(this JsonElement of, string name) =>
        of.Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <summary>The items of an array; none where there is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement of, string name) =>
        of.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
