using System.Text;
using Microsoft.Win32.SafeHandles;
using WesMemGuard.Cli;
using WesMemGuard.Cli.Options;
using WesMemGuard.Verdicts;

try
{
    return await GuardCommand.RunAsync(args, Surroundings.OfThisProcess()).ConfigureAwait(false);
}
catch (Exception e) when (e is FileNotFoundException or FileLoadException or TypeLoadException or TypeInitializationException
    or IOException)
{
    // Not even this tool's own parts can be opened: a limit of file handles (ulimit -n) that is too low looks so from inside. The console
    // is one of those parts: the handle of the standard error is written to as it is.
    using var error = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, 0);
    // Nor its resources: both languages are said.
    error.Write(Encoding.UTF8.GetBytes("""
        wesmemguard can't open its own files: this process has no file handles left (ulimit -n)
        wesmemguard 无法打开自身的文件：本进程已没有可用的文件句柄（ulimit -n）

        """));
    return ExitCodes.Unwritable;
}
