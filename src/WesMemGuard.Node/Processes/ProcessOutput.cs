using System.Diagnostics;
using System.Text;

namespace WesMemGuard.Node.Processes;

/// <summary>Keeps what a process prints: all of it, up to a bound, in a file, and its last lines at hand.</summary>
internal sealed class ProcessOutput : IDisposable
{
    private const long LargestFile = 64 * 1024 * 1024;
    private const int LastLines = 40;
    private const int LongestLine = 2000;
    private readonly Lock _lock = new();
    private readonly Queue<string> _last = new();
    private readonly StreamWriter? _file;
    private readonly Func<string, string>? _scrub;
    private long _written;

    public ProcessOutput(string? file, Func<string, string>? scrub = null)
    {
        _scrub = scrub;
        if (file is not null)
            _file = new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite), new UTF8Encoding(false)) { AutoFlush = true };
    }

    public IReadOnlyList<string> Last
    {
        get
        {
            lock (_lock)
                return [.. _last];
        }
    }

    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public void Dispose()
    {
        lock (_lock)
            _file?.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        var clean = _scrub is null ? line : _scrub(line);
        var cut = clean.Length > LongestLine ? clean[..LongestLine] : clean;
        lock (_lock)
        {
            _last.Enqueue(cut);
            if (_last.Count > LastLines)
                _last.Dequeue();
            _written += cut.Length + 1;
            if (_written <= LargestFile && _file?.BaseStream is { CanWrite: true })
                _file.WriteLine(cut);
        }
    }
}
