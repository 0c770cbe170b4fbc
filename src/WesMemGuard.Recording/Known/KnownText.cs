using System.Globalization;
using System.Text.Json;

namespace WesMemGuard.Recording.Known;

/// <summary>What stands in the place of what is not known to hold no secret: its kind and its length.</summary>
internal static class KnownText
{
    private const int LongestName = 100;

    /// <summary>How a replaced value begins; none that a node serves does.</summary>
    public const string Begin = "(not kept: ";

    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of("text", value.GetString()!.Length),
        JsonValueKind.Array => Of("list", value.GetArrayLength()),
        JsonValueKind.Object => Of("object", value.EnumerateObject().Count()),
        JsonValueKind.Number => Of("number", value.GetRawText().Length),
        _ => Begin + "nothing)",
    };

    public static string Of(string kind, long length) =>
        string.Create(CultureInfo.InvariantCulture, $"{Begin}{kind}, {length})");

    /// <summary>Whether a text is a name, a number or a time, as the node's fields have them.</summary>
    public static bool IsName(string text) =>
        text.Length <= LongestName && !text.AsSpan().ContainsAnyExcept(NameLetters);

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:/+- ");
}
