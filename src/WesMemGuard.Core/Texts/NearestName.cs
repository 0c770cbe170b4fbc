namespace WesMemGuard.Texts;

/// <summary>Finds the known name that a misspelled one was probably meant to be.</summary>
internal static class NearestName
{
    private const int LongestCompared = 64;

    /// <summary>The known name nearest to the one given, or null when none is near.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="known">The names that exist; the first wins among equals.</param>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > LongestCompared)
            return null;
        string? nearest = null;
        var distance = Allowed(name.Length) + 1;
        string? part = null;
        foreach (var candidate in known)
        {
            var d = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (d < distance)
                (nearest, distance) = (candidate, d);
            if (part is null && IsPartOf(name, candidate))
                part = candidate;
        }

        return nearest ?? part;
    }

    /// <summary>Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                rows[i, j] = best;
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Allowed(int length) => length <= 2 ? 0 : length <= 4 ? 1 : length <= 8 ? 2 : 3;

    /// <summary>"txpool" was meant to be "mempool.txpool", and "minutes" to be "min".</summary>
    private static bool IsPartOf(string name, string candidate)
    {
        var (part, whole) = name.Length < candidate.Length ? (name, candidate) : (candidate, name);
        return part.Length >= 3
            && (whole.StartsWith(part, StringComparison.OrdinalIgnoreCase) || whole.EndsWith(part, StringComparison.OrdinalIgnoreCase));
    }
}
