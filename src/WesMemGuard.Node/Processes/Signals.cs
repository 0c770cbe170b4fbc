using System.Runtime.InteropServices;

namespace WesMemGuard.Node.Processes;

/// <summary>Signals to processes: Linux and macOS have them, others don't.</summary>
internal static class Signals
{
    private const int Interrupted = 2;
    private const int Terminate = 15;
    private const int Killing = 9;

    public static bool Exist => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    private static int Stop => OperatingSystem.IsMacOS() ? 17 : 19;

    private static int Continue => OperatingSystem.IsMacOS() ? 19 : 18;

    public static bool Interrupt(int pid) => Send(pid, Interrupted);

    public static bool Term(int pid) => Send(pid, Terminate);

    public static bool Kill(int pid) => Send(pid, Killing);

    /// <summary>To every process of a group; the leader's id is the group's.</summary>
    public static bool KillGroup(int group) => Exist && group > 1 && Kill(-group, Killing) == 0;

    public static bool StandStill(int pid) => Send(pid, Stop);

    public static bool GoOn(int pid) => Send(pid, Continue);

    private static bool Send(int pid, int signal) => Exist && pid > 1 && Kill(pid, signal) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
