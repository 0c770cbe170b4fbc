namespace WesMemGuard.Node.Processes;

/// <summary>Finds the log that a node of this machine writes (node.md 5.4); its twin <c>node-business.log</c> says the same.</summary>
internal static class NodeLogs
{
    /// <summary>The name of the log file.</summary>
    public const string Name = "node-system.log";

    /// <summary>The log file that a process has open; null when it has none, or can't be looked into (Linux only).</summary>
    public static string? Of(int pid)
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? Directory.GetFiles($"/proc/{pid}/fd").Select(fd => new FileInfo(fd).LinkTarget)
                    .FirstOrDefault(t => t is not null && Path.GetFileName(t) == Name)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
