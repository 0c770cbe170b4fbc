namespace WesMemGuard.Analyzers.GuardFiles;

/// <summary>Paths of additional files as texts: an analyzer looks at no disk.</summary>
internal static class FilePath
{
    /// <summary>How paths of this machine are compared: where they begin with a drive, case does not count.</summary>
    public static StringComparer Comparer(string path) =>
        path.StartsWith("/", StringComparison.Ordinal) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    public static string Name(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>The folder, without a slash at its end; empty for a bare name.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is var end and > 0 ? path.Substring(0, end) : "";

    /// <summary>With <c>/</c>, and with <c>.</c> and <c>..</c> resolved.</summary>
    public static string Normal(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
                parts.Add(part);
        }
        return string.Join("/", parts);
    }

    /// <summary>A path relative to a folder, or an absolute one as it is.</summary>
    public static string Under(string folder, string path) =>
        Normal(path.StartsWith("/", StringComparison.Ordinal) || path.IndexOf(':') == 1 ? path : folder + "/" + path);

    /// <summary>Whether a path lies in a folder or deeper.</summary>
    public static bool LiesIn(string path, string folder) =>
        folder.Length > 0 && path.Length > folder.Length && path[folder.Length] == '/'
            && Comparer(path).Equals(path.Substring(0, folder.Length), folder);
}
