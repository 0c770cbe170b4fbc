namespace WesMemGuard.Scenarios;

/// <summary>
/// What a scenario may send a request to: a path of the node, and nothing that some reader of addresses takes for a host. The
/// connections are checked too, where they are opened; this tells the author.
/// </summary>
internal static class RequestPath
{
    internal const string Allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:/?%{}";

    /// <summary>What is wrong with a path; null when nothing is.</summary>
    public static PathFault? Wrong(string path)
    {
        if (path.Length == 0 || path[0] != '/')
            return PathFault.NoSlash;
        foreach (var c in path)
        {
            if (Allowed.IndexOf(c) < 0)
                return c is '@' or '\\' ? PathFault.HostSign : PathFault.Letters;
        }

        var query = path.IndexOf('?');
        var plain = query < 0 ? path : path.Substring(0, query);
        var decoded = Decoded(plain);
        if (decoded.IndexOf("//", StringComparison.Ordinal) >= 0)
            return PathFault.TwoSlashes;
        if (decoded.IndexOf('\\') >= 0 || decoded.IndexOf('@') >= 0)
            return PathFault.HostSign;
        if (decoded.IndexOf("/../", StringComparison.Ordinal) >= 0 || decoded.EndsWith("/..", StringComparison.Ordinal))
            return PathFault.Dots;
        return HasControl(decoded) ? PathFault.Control : null;
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

/// <summary>What is wrong with the path of a request.</summary>
internal enum PathFault
{
    NoSlash,

    /// <summary>An @ or a backslash, which ends or begins a host for some reader.</summary>
    HostSign,
    Letters,
    TwoSlashes,
    Dots,
    Control,
}
