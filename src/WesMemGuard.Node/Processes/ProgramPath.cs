namespace WesMemGuard.Node.Processes;

/// <summary>Where a program lies, as the system would look for it.</summary>
internal static class ProgramPath
{
    private const UnixFileMode MayRun = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The program of that name; null when there is none that may be run.</summary>
    /// <param name="command">A name that is looked for in PATH, or a path.</param>
    /// <param name="folder">What a relative path starts from.</param>
    public static string? Find(string command, string folder)
    {
        if (command.AsSpan().ContainsAny('/', '\\'))
            return Runs(Path.GetFullPath(Path.Combine(folder, command)));
        var places = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return places.Select(place => Runs(Path.Combine(place, command))).FirstOrDefault(found => found is not null);
    }

    private static string? Runs(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & MayRun) != 0) ? path : null;
}
