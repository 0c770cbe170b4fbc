using System.Globalization;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// Reads the frames of <c>debug=1</c> texts: <c># 0xa43dc8 math/rand.newSource+0xa8
/// /goroot/src/math/rand/rand.go:56</c>, separated by tabs.
/// </summary>
internal static class TextFrame
{
    /// <summary>The frame of a comment line, or null when the address has no name.</summary>
    internal static CallFrame? Read(TextLines lines)
    {
        var parts = lines.Current.Split('\t', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is ["#", _])
            return null;
        if (parts is not ["#", _, var call, var place])
            throw lines.Wrong("a frame (#, address, function+offset, file:line)");
        var plus = call.LastIndexOf("+0x", StringComparison.Ordinal);
        var (file, line) = Place(lines, place);
        return new CallFrame(plus < 0 ? call : call[..plus], file, line);
    }

    /// <summary>File and line of <c>/go/src/x.go:12</c>.</summary>
    internal static (string File, int Line) Place(TextLines lines, string place) =>
        PlaceOf(place) ?? throw lines.Wrong("a line that ends in file:line");

    /// <summary>File and line, or null when the text has none.</summary>
    internal static (string File, int Line)? PlaceOf(string place)
    {
        var colon = place.LastIndexOf(':');
        return colon > 0
            && int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (place[..colon], line) : null;
    }
}
