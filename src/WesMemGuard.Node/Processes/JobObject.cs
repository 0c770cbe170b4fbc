using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// Ties a process and its children to the harness on Windows: the system ends them when the last handle of the job is
/// closed, whichever way the harness went. Written by the documentation of job objects; it was not tried on Windows.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class JobObject : IDisposable
{
    private const int ExtendedLimits = 9;
    private const uint KillOnClose = 0x2000;

    private readonly SafeFileHandle _job;

    private JobObject(SafeFileHandle job) => _job = job;

    /// <exception cref="Win32Exception">The system refuses.</exception>
    public static JobObject Of(Process process)
    {
        var job = new SafeFileHandle(CreateJobObjectW(0, null), ownsHandle: true);
        var limits = new ExtendedLimit { Basic = new BasicLimit { Flags = KillOnClose } };
        if (job.IsInvalid
            || !SetInformationJobObject(job, ExtendedLimits, ref limits, (uint)Marshal.SizeOf<ExtendedLimit>())
            || !AssignProcessToJobObject(job, process.Handle))
            throw new Win32Exception();
        return new JobObject(job);
    }

    public void Dispose() => _job.Dispose();

    [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint CreateJobObjectW(nint attributes, string? name);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetInformationJobObject(SafeFileHandle job, int kind, ref ExtendedLimit limits,
        uint length);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool AssignProcessToJobObject(SafeFileHandle job, nint process);

    [StructLayout(LayoutKind.Sequential)]
    private struct BasicLimit
    {
        public long ProcessTime;
        public long JobTime;
        public uint Flags;
        public nuint LeastWorkingSet;
        public nuint MostWorkingSet;
        public uint ActiveProcesses;
        public nuint Affinity;
        public uint Priority;
        public uint Scheduling;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimit
    {
        public BasicLimit Basic;
        public ulong ReadOperations;
        public ulong WriteOperations;
        public ulong OtherOperations;
        public ulong ReadBytes;
        public ulong WriteBytes;
        public ulong OtherBytes;
        public nuint ProcessMemory;
        public nuint JobMemory;
        public nuint PeakProcessMemory;
        public nuint PeakJobMemory;
    }
}
