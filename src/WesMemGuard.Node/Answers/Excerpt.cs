using System.Text;

namespace WesMemGuard.Node.Answers;

/// <summary>The first bytes of a body, fit for one line of a message.</summary>
internal static class Excerpt
{
    private const int Longest = 80;

    /// <param name="body">The bytes.</param>
    /// <param name="scrub">Takes secrets out before the rest is cut off: half a secret would not be known as
    /// one.</param>
    public static string Of(ReadOnlySpan<byte> body, Func<string, string>? scrub = null)
    {
        var text = new StringBuilder(Longest + 3);
        var quoted = scrub is null
            ? Encoding.UTF8.GetString(body[..Math.Min(body.Length,
                4 * Longest)]) : scrub(Encoding.UTF8.GetString(body));
        foreach (var rune in quoted.EnumerateRunes())
        {
            if (text.Length >= Longest)
                return text.Append('…').ToString();
            text.Append(Rune.IsControl(rune) ? ' ' : rune.ToString());
        }

        return text.ToString().Trim();
    }
}
