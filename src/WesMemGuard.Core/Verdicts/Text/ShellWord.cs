namespace WesMemGuard.Verdicts.Text;

/// <summary>A word of a command to paste: what comes from elsewhere stays one word, whatever stands in it.</summary>
internal static class ShellWord
{
    /// <summary>The word as a shell takes it; in quotes where it would take it apart.</summary>
    public static string Of(string word)
    {
        if (word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "/._-:\\".Contains(c, StringComparison.Ordinal)))
            return word;
        var inner = word;
        foreach (var special in new[] { "\\", "\"", "$", "`" })
            inner = inner.Replace(special, "\\" + special, StringComparison.Ordinal);
        return $"\"{inner}\"";
    }
}
