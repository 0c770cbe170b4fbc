using System.Diagnostics;
using System.Text;
using WesMemGuard.Output;
using WesMemGuard.Secrets;

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
    private TaskCompletionSource _ended = new();
    private int _open;

    public ProcessOutput(string? file, Func<string, string>? scrub = null)
    {
        _scrub = scrub;
        if (file is not null)
            _file = new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite),
                new UTF8Encoding(false))
            { AutoFlush = true };
    }

    public IReadOnlyList<string> Last
    {
        get
        {
            lock (_lock)
                return [.. _last];
        }
    }

    /// <summary>Why the file holds less than was printed; null when it holds all, up to its bound.</summary>
    public string? Lost { get; private set; }

    public void Follow(Process process)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (_ended, _open) = (ended, 2);
        // One for each stream: a key's block goes over lines of the same one.
        LineScrubber? ofOutput = Lines(), ofError = Lines();
        process.OutputDataReceived += (_, line) => Take(line.Data, ofOutput, ended);
        process.ErrorDataReceived += (_, line) => Take(line.Data, ofError, ended);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>
    /// The rest of what an ended process printed. A child of it that holds the pipe is not waited for longer than this.
    /// </summary>
    public async Task RestAsync(TimeSpan within, TimeProvider time)
    {
        try
        {
            await _ended.Task.WaitAsync(within, time);
        }
        catch (TimeoutException)
        {
            return; // what is here by now is what there is
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            try
            {
                _file?.Dispose();
            }
            catch (Exception e) when (UnwritableException.Is(e))
            {
                Lost ??= e.Message; // what could not be written is lost; the file is closed all the same
            }
        }
    }

    private LineScrubber? Lines() => _scrub is null ? null : new LineScrubber(_scrub);

    private void Take(string? line, LineScrubber? lines, TaskCompletionSource ended)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref _open) == 0)
                ended.TrySetResult();
            return;
        }

        var clean = lines is null ? line : lines.Line(line);
        var cut = clean.Length > LongestLine ? clean[..LongestLine] : clean;
        lock (_lock)
        {
            _last.Enqueue(cut);
            if (_last.Count > LastLines)
                _last.Dequeue();
            _written += cut.Length + 1;
            if (_written <= LargestFile && Lost is null && _file?.BaseStream is { CanWrite: true })
                Write(_file, cut);
        }
    }

    /// <summary>A full disk costs the rest of the file, not the harness: this runs in an event of the system.</summary>
    private void Write(StreamWriter file, string line)
    {
        try
        {
            file.WriteLine(line);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            Lost = e.Message;
        }
    }
}
