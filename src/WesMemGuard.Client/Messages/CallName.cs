using System.Text;

namespace WesMemGuard.Client.Messages;

/// <summary>
/// What a call is named by: the source of its lambda, as messages and the logs of CI show it. What its strings and
/// characters hold may be a secret and is left out, as are comments.
/// </summary>
internal static class CallName
{
    private const string Unnamed = "the client", Lambda = "() =>";
    private const char Blank = '…';
    private const int FewestQuotesOfRaw = 3;
    private static readonly string[] Modifiers = ["static ", "async "];

    /// <summary>The name.</summary>
    /// <param name="code">The argument as it is written.</param>
    public static string Of(string code)
    {
        var called = code.Trim();
        foreach (var modifier in Modifiers)
            called = Without(called, modifier);
        called = Without(called, Lambda);
        return called.Contains('\n', StringComparison.Ordinal) || called.Length == 0 ? Unnamed : Blanked(called);
    }

    private static string Without(string code, string before) =>
        code.StartsWith(before, StringComparison.Ordinal) ? code[before.Length..].Trim() : code;

    private static string Blanked(string code)
    {
        var written = new StringBuilder(code.Length);
        for (var at = 0; at < code.Length;)
        {
            if (code[at] == '/' && at + 1 < code.Length && code[at + 1] is '/' or '*')
                return written.Append(Blank).ToString();
            var end = AfterLiteral(code, at);
            if (end == at)
                written.Append(code[at++]);
            else
            {
                var quote = code[at] == '\'' ? '\'' : '"';
                written.Append(quote).Append(Blank).Append(quote);
                at = end;
            }
        }

        return written.ToString();
    }

    /// <summary>
    /// Where a string or a character ends that begins here, with its <c>$</c> and <c>@</c>; here where none does.
    /// </summary>
    private static int AfterLiteral(string code, int at)
    {
        if (code[at] == '\'')
            return AfterCharacter(code, at + 1);
        var (dollars, isVerbatim, quote) = (0, false, at);
        for (; quote < code.Length && code[quote] is '$' or '@'; quote++)
        {
            isVerbatim |= code[quote] == '@';
            dollars += code[quote] == '$' ? 1 : 0;
        }

        return quote < code.Length && code[quote] == '"' ? AfterString(code, quote, isVerbatim, dollars) : at;
    }

    private static int AfterCharacter(string code, int at)
    {
        for (; at < code.Length && code[at] != '\''; at++)
            at += code[at] == '\\' ? 1 : 0;
        return Math.Min(at + 1, code.Length);
    }

    private static int AfterString(string code, int quote, bool isVerbatim, int dollars)
    {
        var opening = Run(code, quote);
        var isRaw = !isVerbatim && opening >= FewestQuotesOfRaw;
        for (var at = quote + (isRaw ? opening : 1); at < code.Length;)
        {
            var run = Run(code, at);
            switch (code[at])
            {
                case '"' when isRaw ? run >= opening : !isVerbatim:
                    return at + (isRaw ? run : 1);
                case '"' when isVerbatim && run % 2 == 1: // two are one of the text
                    return at + run;
                case '\\' when !isRaw && !isVerbatim:
                    at += 2;
                    break;
                case '{' when dollars > 0 && (isRaw ? run >= dollars : run % 2 == 1):
                    at = AfterHole(code, at + run);
                    break;
                default:
                    at += run;
                    break;
            }
        }

        return code.Length;
    }

    /// <summary>What is put into a string may hold strings, with braces and quotes of their own.</summary>
    private static int AfterHole(string code, int at)
    {
        for (var depth = 1; at < code.Length && depth > 0;)
        {
            var end = AfterLiteral(code, at);
            depth += code[at] switch { '{' => 1, '}' => -1, _ => 0 };
            at = end == at ? at + 1 : end;
        }

        return at;
    }

    /// <summary>How often a character stands there in a row.</summary>
    private static int Run(string code, int at)
    {
        var end = at;
        while (end < code.Length && code[end] == code[at])
            end++;
        return end - at;
    }
}
