namespace WesMemGuard.Scenarios;

/// <summary>
/// What a scenario may send a request to: a path of the node, and nothing that some reader of addresses takes for a host. The
/// connections are checked too, where they are opened; this tells the author.
/// </summary>
internal static class RequestPath
{
    internal const string Allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:/?%{}";

    /// <summary>What is wrong with a path; null when nothing is.</summary>
    public static string? Wrong(string path)
    {
        if (path.Length == 0 || path[0] != '/')
            return "begins with /";
        foreach (var c in path)
        {
            if (Allowed.IndexOf(c) < 0)
                return c is '@' or '\\'
                    ? $"has no {c}: what follows it could be taken for a host"
                    : "has only letters, digits and -._~!$&'()*+,;=:/?% of ASCII; others are written as %..";
        }

        var query = path.IndexOf('?');
        var plain = query < 0 ? path : path.Substring(0, query);
        var decoded = Decoded(plain);
        if (decoded.IndexOf("//", StringComparison.Ordinal) >= 0)
            return "has no //: what follows it could be taken for a host";
        if (decoded.IndexOf('\\') >= 0 || decoded.IndexOf('@') >= 0)
            return "has no \\ and no @, not as %5c or %40 either";
        if (decoded.IndexOf("/../", StringComparison.Ordinal) >= 0 || decoded.EndsWith("/..", StringComparison.Ordinal))
            return "has no ..";
        return HasControl(decoded) ? "has no control characters, not as %.. either" : null;
    }

    /// <summary>With its escapes undone as often as there are any: <c>%252f</c> is one of a slash's.</summary>
    private static string Decoded(string path)
    {
        for (var i = 0; i < 5; i++)
        {
            var next = Uri.UnescapeDataString(path);
            if (next == path)
                break;
            path = next;
        }

        return path;
    }

    private static bool HasControl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
                return true;
        }

        return false;
    }
}
