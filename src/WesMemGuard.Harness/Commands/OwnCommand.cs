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
    public static OwnCommand Start(string line, string folder)
    {
        var (shell, option) = OperatingSystem.IsWindows() ? ("cmd.exe", "/c") : ("/bin/sh", "-c");
        return Start(shell, [option, line], folder, new Dictionary<string, string>());
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, as they are.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be run.</exception>
    public static OwnCommand Start(string program, IReadOnlyList<string> arguments, string folder,
        IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var command = new OwnCommand(Process.Start(start)!);
        command._process.OutputDataReceived += (_, e) => command.Keep(e.Data);
        command._process.ErrorDataReceived += (_, e) => command.Keep(e.Data);
        command._process.BeginOutputReadLine();
        command._process.BeginErrorReadLine();
        command._process.StandardInput.Close();
        return command;
    }

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
