using System.Globalization;
using System.Text;

namespace WesMemGuard.Secrets;

/// <summary>JSON's escapes.</summary>
internal static class Escapes
{
    /// <summary>A text with them undone; what is none stays as it is.</summary>
    public static string Undo(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            var next = text[++i];
            if (next == 'u' && i + 4 < text.Length
                && ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out var code))
            {
                plain.Append((char)code);
                i += 4;
                continue;
            }

            plain.Append(next switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => next });
        }

        return plain.ToString();
    }
}
