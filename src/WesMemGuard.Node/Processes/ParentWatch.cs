using System.Diagnostics;
using System.Globalization;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// Ends what was started when the harness is gone, however it went: a small shell in a session of its own holds the
/// other end of a pipe, and when that closes, it ends the group, kills what is left of it after a while, and removes
/// the temporary folder.
/// </summary>
internal sealed class ParentWatch : IDisposable
{
    /// <summary>
    /// For any POSIX shell: dash knows a group behind "--" with "-s" alone. Each line it reads is the process group to
    /// end, an empty one is none; the end of the input is the end of the harness, which may have left its folder all
    /// the same.
    /// </summary>
    internal const string Script = """
        trap '' INT TERM HUP
        group=
        while read -r line; do group=$line; done
        if [ -n "$group" ]; then
          kill -s TERM -- "-$group" 2>/dev/null; kill -s CONT -- "-$group" 2>/dev/null
          left=20
          while [ $left -gt 0 ] && kill -s 0 -- "-$group" 2>/dev/null; do sleep 0.5; left=$((left-1)); done
          kill -s KILL -- "-$group" 2>/dev/null
        fi
        [ -z "$1" ] || rm -rf -- "$1"
        """;

    private const string Shell = "/bin/sh";

    private readonly Process? _watcher;
    private readonly Lock _lock = new();

    private ParentWatch(Process? watcher) => _watcher = watcher;

    /// <summary>Begins to watch; where there is no shell, nothing does.</summary>
    /// <param name="ownFolder">A folder to remove when the harness is gone; null: none.</param>
    public static ParentWatch Start(string? ownFolder)
    {
        if (ProcessSession.Command is not { } session || !File.Exists(Shell))
            return new ParentWatch(null);
        var start = new ProcessStartInfo(session)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach (var argument in new[] { Shell, "-c", Script, "wesmemguard-watch", ownFolder ?? "" })
            start.ArgumentList.Add(argument);
        return new ParentWatch(Process.Start(start));
    }

    /// <summary>What is to be ended from now on; null: nothing.</summary>
    public void Watch(int? group)
    {
        lock (_lock)
        {
            try
            {
                _watcher?.StandardInput.WriteLine(group is { } id ? id.ToString(CultureInfo.InvariantCulture) : "");
                _watcher?.StandardInput.Flush();
            }
            catch (IOException)
            {
                return; // the watcher was ended by somebody: the harness itself still ends what it started
            }
        }
    }

    public void Dispose()
    {
        if (_watcher is null)
            return;
        Watch(null);
        lock (_lock)
        {
            _watcher.StandardInput.Dispose();
            _watcher.WaitForExit(TimeSpan.FromSeconds(2));
            _watcher.Dispose();
        }
    }
}
