using System.Diagnostics;
using System.Text;

namespace WesMemGuard.Harness.Commands;

/// <summary>A command of the user's, run in a folder; its last lines are kept, for a message.</summary>
internal sealed class OwnCommand : IAsyncDisposable
{
    private const int MostLines = 20;

    private readonly Process _process;
    private readonly Queue<string> _last = new();

    private OwnCommand(Process process) => _process = process;

    /// <summary>The last lines that it said.</summary>
    public string Said
    {
        get
        {
            lock (_last)
                return string.Join("\n", _last);
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a command line by the system's shell: what <c>git bisect run</c> would do with it.</summary>
    public static OwnCommand Start(string line, string folder) =>
        Start(ShellOf(line, OperatingSystem.IsWindows()), folder);

    /// <summary>Starts a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, as they are.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be run.</exception>
    public static OwnCommand Start(string program, IReadOnlyList<string> arguments, string folder,
        IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Start(start, folder);
    }

    private static OwnCommand Start(ProcessStartInfo start, string folder)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.UseShellExecute = false;
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;
        var command = new OwnCommand(Process.Start(start)!);
        command._process.OutputDataReceived += (_, e) => command.Keep(e.Data);
        command._process.ErrorDataReceived += (_, e) => command.Keep(e.Data);
        command._process.BeginOutputReadLine();
        command._process.BeginErrorReadLine();
        command._process.StandardInput.Close();
        return command;
    }

    /// <summary>
    /// The line as it stands. To cmd it goes in quotes of its own, which /s takes off: it knows no backslash before a
    /// quote, as .NET puts into arguments of a list.
    /// </summary>
    internal static ProcessStartInfo ShellOf(string line, bool isWindows) =>
        isWindows
            ? new ProcessStartInfo("cmd.exe", $"/d /s /c \"{line}\"") : new ProcessStartInfo("/bin/sh", ["-c", line]);

    /// <summary>Waits for its end; null when it doesn't come in time.</summary>
    public async Task<int?> EndAsync(TimeSpan patience, CancellationToken ct)
    {
        using var bound = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, ct);
        try
        {
            await _process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            return _process.ExitCode;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>It and all that it started end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
            await _process.WaitForExitAsync(bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_last)
        {
            _last.Enqueue(line.Length <= 400 ? line : line[..400]);
            while (_last.Count > MostLines)
                _last.Dequeue();
        }
    }
}
