using System.Diagnostics;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// Looks at a process of this machine: <c>/proc/&lt;pid&gt;</c> on Linux, elsewhere resident bytes and threads alone.
/// </summary>
/// <param name="pid">The process now; null while there is none.</param>
/// <param name="time">Dates the readings.</param>
internal sealed class LocalProcess(Func<int?> pid, TimeProvider time) : IProcessSource
{
    /// <summary>Linux counts starts in hundredths of a second from a boot that it knows to a second.</summary>
    private const double SameStart = 2.5;

    /// <summary>Between two looks a process grows by so much, in bytes.</summary>
    private const double FewBytes = 32 * ByteSize.MiB;

    private (int Pid, long? Start)? _seen;
    private GoEnvironment? _settings;
    private double? _globals;

    /// <summary>
    /// The process that answers an address of this machine, looked up anew when it is gone: a service may be restarted
    /// by others, or not be there yet. Null for another machine, or when the process can't be seen.
    /// </summary>
    public static LocalProcess? Behind(Uri address, TimeProvider time)
    {
        if (!address.IsLoopback)
            return null;
        // Asked first: who begins to listen between the two questions is then found, or else looked up later.
        var isOpen = Ports.IsOpen(address.Port);
        var pid = Ports.OwnerOf(address.Port);
        if (pid is null && (!OperatingSystem.IsLinux() || isOpen))
            return null;
        return new LocalProcess(() => pid = pid is { } known
            && Ports.Of(known).Contains(address.Port) ? known : Ports.OwnerOf(address.Port), time);
    }

    /// <summary>
    /// Whether a process was made to stand still (SIGSTOP, a debugger): it answers nothing, and is not dead. Linux
    /// alone tells.
    /// </summary>
    public static bool IsStopped(int pid) => OperatingSystem.IsLinux() && ProcFiles.StateOf(pid) is 'T' or 't';

    /// <summary>
    /// Whether a page is the process's own: behind a proxy or a container's published port another process listens,
    /// whose memory and environment say nothing of the service. Where the page tells neither its start nor its memory,
    /// it is.
    /// </summary>
    /// <param name="page">The page that is served on the process's port.</param>
    /// <param name="process">The process that listens.</param>
    public static bool IsOf(MetricsSample page, ProcessSample process) =>
        (page.StartTimeSeconds, ProcFiles.StartedAt((int)process.Pid)) is ({ } told, { } seen)
            && Math.Abs(told - seen) > SameStart
            ? false : page.RssBytes is not { } rss || Math.Abs(rss - process.RssBytes) <= Math.Max(FewBytes, rss / 2);

    /// <summary>Whether there is a process now.</summary>
    public bool IsThere => pid() is not null;

    /// <inheritdoc/>
    public ValueTask<Reading<ProcessSample>> ReadAsync(CancellationToken ct)
    {
        var at = time.GetUtcNow();
        try
        {
            var now = pid() ?? throw new MissException(MissKind.Refused, "there is no process");
            return ValueTask.FromResult(new Reading<ProcessSample>(at,
                OperatingSystem.IsLinux() ? Linux(now) : Elsewhere(now), null));
        }
        catch (MissException e)
        {
            return ValueTask.FromResult(new Reading<ProcessSample>(at, null, e.Miss));
        }
    }

    /// <summary>
    /// A pid that begins to mean another process is a miss once: never its figures under the old one's name.
    /// </summary>
    private ProcessSample Linux(int now)
    {
        var sample = ProcFiles.Sample(now);
        var start = ProcFiles.StartOf(now);
        var before = _seen;
        _seen = (now, start);
        if (before is { } seen && seen.Pid == now && seen.Start != start)
            throw new MissException(MissKind.Unexpected, $"process {now} is another one now");
        if (before != _seen)
            (_settings, _globals) = (GoEnvironment.Of(now), ElfGlobals.Of($"/proc/{now}/exe"));
        // The environment of what is no Go program (a proxy) says nothing of a collector.
        return _globals is null
            ? sample : sample with { Globals = _globals, GoGcPercent = _settings?.GoGcPercent, MemoryLimit = _settings?.MemoryLimit };
    }

    private static ProcessSample Elsewhere(int now)
    {
        try
        {
            using var process = Process.GetProcessById(now);
            return new ProcessSample(now, process.WorkingSet64, Threads: process.Threads.Count,
                PeakRssBytes: process.PeakWorkingSet64, CpuSeconds: process.TotalProcessorTime.TotalSeconds);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            throw new MissException(MissKind.Refused, $"process {now} is gone or another user's");
        }
    }
}
