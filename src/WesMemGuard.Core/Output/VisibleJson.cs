using System.Buffers;
using System.Globalization;
using System.Text;

namespace WesMemGuard.Output;

/// <summary>
/// JSON as people look at it too: what a writer leaves as it is and a terminal or an editor obeys, marks that turn a line around and
/// separators of lines, stands as an escape. The text that a reader gets of it is the same.
/// </summary>
internal static class VisibleJson
{
    /// <summary>The first bytes of marks of direction and width (U+200B to U+206F, U+FEFF, U+061C, U+00AD) in UTF-8.</summary>
    private static readonly SearchValues<byte> Suspicious = SearchValues.Create((ReadOnlySpan<byte>)[0xE2, 0xEF, 0xD8, 0xC2]);

    /// <summary>The same JSON; the same array where nothing in it has to be escaped.</summary>
    /// <param name="json">JSON in UTF-8, in which such marks stand within strings alone.</param>
    public static byte[] Of(byte[] json)
    {
        if (!json.AsSpan().ContainsAny(Suspicious))
            return json;
        var text = Encoding.UTF8.GetString(json);
        if (!text.Any(IsObeyed))
            return json;
        var visible = new StringBuilder(text.Length + 32);
        foreach (var c in text)
        {
            if (IsObeyed(c))
                visible.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else
                visible.Append(c);
        }

        return Encoding.UTF8.GetBytes(visible.ToString());
    }

    private static bool IsObeyed(char c) => c >= 0x7F && char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
