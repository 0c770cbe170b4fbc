using System.Diagnostics;
using System.Globalization;

namespace WesMemGuard.Client.Processes;

/// <summary>What this process has open besides memory, at one moment.</summary>
/// <param name="Connections">Sockets; null where the system doesn't tell a process its own (all but Linux).</param>
/// <param name="Handles">File descriptors, on Windows handles; null where neither can be read.</param>
/// <param name="Threads">Threads that the thread pool doesn't own: that one adds and takes away its own as it
/// likes.</param>
/// <param name="Timers">Timers that are set: <c>Timer.ActiveCount</c>.</param>
/// <param name="Assemblies">Assemblies that are loaded; emitted code is one, and is never unloaded.</param>
internal readonly record struct ProcessCounts(int? Connections, int? Handles, int Threads, long Timers, int Assemblies)
{
    /// <summary>
    /// Bytes of anonymous memory, the collector's among it; null where the system doesn't tell (all but Linux). What code is written to
    /// is shared memory, and stands aside.
    /// </summary>
    public long? AnonymousBytes { get; init; }

    private const string Status = "/proc/self/status", Anonymous = "RssAnon:";
    private const string Descriptors = "/proc/self/fd", DescriptorsOfMac = "/dev/fd", Socket = "socket:";

    /// <summary>The counts now.</summary>
    public static ProcessCounts Read()
    {
        using var process = Process.GetCurrentProcess();
        var (handles, connections) = Opened(process);
        return new ProcessCounts(connections, handles, Math.Max(0, process.Threads.Count - ThreadPool.ThreadCount),
            Timer.ActiveCount,
            AppDomain.CurrentDomain.GetAssemblies().Length)
        {
            AnonymousBytes = ReadAnonymousBytes(),
        };
    }

    private static long? ReadAnonymousBytes()
    {
        const int kilobyte = 1024;
        if (!File.Exists(Status))
            return null;
        // "RssAnon:     22092 kB"
        var line = File.ReadLines(Status).FirstOrDefault(l => l.StartsWith(Anonymous, StringComparison.Ordinal));
        const StringSplitOptions words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        return line?[Anonymous.Length..].Split(' ', words) is [var figure, ..]
            && long.TryParse(figure, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * kilobyte : null;
    }

    private static (int? Handles, int? Connections) Opened(Process process)
    {
        if (OperatingSystem.IsWindows())
            return (process.HandleCount, null);
        if (Directory.Exists(Descriptors))
        {
            var targets = Directory.GetFiles(Descriptors).Select(Target).ToArray();
            return (targets.Length, targets.Count(t => t is not null
                && t.StartsWith(Socket, StringComparison.Ordinal)));
        }

        return (Directory.Exists(DescriptorsOfMac) ? Directory.GetFiles(DescriptorsOfMac).Length : null, null);
    }

    /// <summary>What a descriptor is of; null when it was closed meanwhile.</summary>
    private static string? Target(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
