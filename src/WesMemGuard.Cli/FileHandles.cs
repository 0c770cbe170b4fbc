using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace WesMemGuard.Cli;

/// <summary>
/// How many files this process may have open. The runtime keeps a handle for every assembly that it loads, so that a limit that is
/// too low fails anywhere, and differently at each figure; it is looked at once, before anything but the runtime's own core is loaded.
/// For the same reason the sentence stands here in both languages, and not among the texts.
/// </summary>
internal static class FileHandles
{
    /// <summary>The fewest that are enough: 188 let a replay run, and a live run has a node and its connections besides.</summary>
    public const int Fewest = 256;

    private const string Row = "Max open files";

    /// <summary>Whether the limit is known and too low. The runtime has raised the soft limit to the hard one by now.</summary>
    public static bool AreTooFew() => OperatingSystem.IsLinux() && SoftLimit("/proc/self/limits") < Fewest;

    /// <summary>
    /// Says it on the standard error's own handle: the console is one more assembly. Where that handle is closed, the exit code says it.
    /// </summary>
    public static void Say()
    {
        try
        {
            using var error = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, 0);
            error.Write("""
                wesmemguard needs at least 256 file handles, and this process may not have as many: raise the limit (ulimit -n)
                wesmemguard 至少需要 256 个文件句柄，而当前进程的上限不够：请提高上限（ulimit -n）

                """u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    /// <summary>The soft limit in a table of limits (proc(5), /proc/pid/limits); null where none can be read.</summary>
    public static int? SoftLimit(string table)
    {
        try
        {
            foreach (var line in File.ReadLines(table))
            {
                if (line.StartsWith(Row, StringComparison.Ordinal))
                    return Soft(line[Row.Length..].TrimStart());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return null;
    }

    private static int? Soft(string columns)
    {
        var first = columns.Split(' ')[0];
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var soft) ? soft : null;
    }
}
