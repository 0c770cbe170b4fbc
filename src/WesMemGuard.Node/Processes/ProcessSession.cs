namespace WesMemGuard.Node.Processes;

/// <summary>
/// A session and group of its own for what is started: what it forks is ended with it, and a terminal's Ctrl-C doesn't
/// reach it before the harness does.
/// </summary>
internal static class ProcessSession
{
    private static readonly string[] Places = ["/usr/bin/setsid", "/bin/setsid"];

    /// <summary>
    /// The program that begins a session and becomes the one it is given; null where there is none (util-linux has it).
    /// </summary>
    public static string? Command { get; } = OperatingSystem.IsLinux() ? Places.FirstOrDefault(File.Exists) : null;

    /// <summary>Processes that are in the session, the leader and zombies not counted.</summary>
    public static IReadOnlyList<int> Others(int leader) => Command is null
        ? []
        : [.. ProcFiles.Pids()
            .Where(pid => pid != leader && ProcFiles.SessionOf(pid) == leader && ProcFiles.StateOf(pid) is not (null or 'Z' or 'X'))];

    /// <summary>Kills all that is in the session.</summary>
    public static void Kill(int leader)
    {
        if (Command is not null)
            Signals.KillGroup(leader);
        foreach (var pid in Others(leader))
            Signals.Kill(pid);
    }
}
