using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace WesMemGuard.Texts;

/// <summary>
/// HTML as code writes it: what stands between the holes of an interpolated string is markup, and each text in a hole is encoded.
/// No string becomes markup in another way, so one from outside that is not encoded does not compile.
/// </summary>
[InterpolatedStringHandler]
internal sealed class HtmlLine
{
    private readonly StringBuilder _markup;

    /// <summary>The compiler's way to begin one.</summary>
    /// <param name="literalLength">How long the markup is.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    public HtmlLine(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (32 * formattedCount));

    /// <summary>Nothing.</summary>
    public static HtmlLine None => new(0, 0);

    public bool IsEmpty => _markup.Length == 0;

    public static HtmlLine operator +(HtmlLine left, HtmlLine right) => Of($"{left}{right}");

    public void AppendLiteral(string markup) => _markup.Append(markup);

    /// <summary>
    /// A text: encoded, its control characters and reversed writing made visible (<see cref="SafeText"/>).
    /// </summary>
    public void AppendFormatted(string text) => _markup.Append(WebUtility.HtmlEncode(SafeText.Of(text)));

    public void AppendFormatted(long number) => _markup.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(HtmlLine markup) => _markup.Append(markup._markup);

    /// <summary>Markup where a string would be taken for a text.</summary>
    public static HtmlLine Of(HtmlLine markup) => markup;

    /// <summary>One after the other.</summary>
    public static HtmlLine All(IEnumerable<HtmlLine> lines)
    {
        var all = None;
        foreach (var line in lines)
            all._markup.Append(line._markup);
        return all;
    }

    /// <summary>JSON as the body of a script's element, which it can't end.</summary>
    public static HtmlLine Json(string json)
    {
        // Outside its strings JSON holds none of these.
        var line = None;
        line._markup.Append(json).Replace("<", "\\u003C").Replace(">", "\\u003E").Replace("&", "\\u0026");
        return line;
    }

    /// <summary>A style or script that an assembly brings along; the ends of its lines as the parser of HTML makes them.</summary>
    /// <exception cref="InvalidOperationException">It has no resource of that name.</exception>
    public static HtmlLine Resource(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var line = None;
        line._markup.Append(reader.ReadToEnd().ReplaceLineEndings("\n"));
        return line;
    }

    /// <summary>The digest by which a page's policy allows a script: base64 of SHA-256.</summary>
    public string Digest() => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(_markup.ToString())));

    /// <summary>Writes it.</summary>
    public void To(TextWriter to) => to.Write(_markup);
}
