using System.Text.RegularExpressions;

namespace WesMemGuard.Secrets;

/// <summary>
/// Takes secrets out of lines that come one after the other: a key's block may go over many of them. One for each
/// file or stream; locked by the caller.
/// </summary>
/// <param name="scrub">Takes them out of one line.</param>
internal sealed partial class LineScrubber(Func<string, string> scrub)
{
    /// <summary>A block that has no end by then has none.</summary>
    private const int LongestBlock = 200;

    /// <summary>A pre-shared key, or a value that a name announces, ends within a few lines.</summary>
    private const int ShortBlock = 4;
    private int _left;

    /// <summary>A line without secrets.</summary>
    public string Line(string line)
    {
        var was = _left;
        if (Begins().IsMatch(line))
            _left = LongestBlock;
        else if (BeginsShort().IsMatch(line))
            _left = ShortBlock;
        else if (_left > 0)
            _left--;
        if (Ends().IsMatch(line))
            _left = 0;
        // First what the line itself names, which is known from then on; then what of it may be a part of the block.
        var clean = scrub(line);
        return was > 0 ? Part().Replace(clean, Scrubber.Mark) : clean;
    }

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Begins();

    [GeneratedRegex(
        @"/key/swarm/psk/(?!.*[A-Za-z0-9+/=]{32})|(?:password|passwd|secret|private[_-]?key|mnemonic)\s*:\s*[|>]-?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex BeginsShort();

    [GeneratedRegex(@"-----END [A-Z0-9 ]{0,40}PRIVATE KEY|Private-MAC:", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Ends();

    /// <summary>
    /// What a key's block is made of: long runs of base64 or hexadecimal, the short last line of one, and what
    /// a log put its own words before.
    /// </summary>
    [GeneratedRegex(
        @"[A-Za-z0-9+/]{16,}={0,2}|(?<=^\s*)[A-Za-z0-9+/]{1,80}={0,2}(?=\s*$)|(?<="")[A-Za-z0-9+/]{4,80}={0,2}(?="")"
        + @"|(?<=\s)[A-Za-z0-9+/]{8,80}={0,2}(?=\s*(?:$|\\?""))",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Part();
}
