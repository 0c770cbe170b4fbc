using System.Text;

namespace WesMemGuard.Recording.Writing;

/// <summary>
/// Reads what is added to a log file, whole lines, through its rotation; begins with the last lines that are there. Not thread-safe.
/// </summary>
/// <param name="path">The file; it may not be there yet.</param>
/// <param name="take">Takes a line.</param>
internal sealed class LineTail(string path, Action<string> take) : IDisposable
{
    private const int First = 256 * 1024;
    private const int LongestLine = 256 * 1024;
    private const int MostAtOnce = 16 * 1024 * 1024;
    private readonly StringBuilder _begun = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private FileStream? _file;
    private string? _real;
    private bool _skipping;

    /// <summary>Reads what is new; 16 MiB at most at a time.</summary>
    public void Read()
    {
        if (_file is null && !Open(fromEnd: true))
            return;
        Drain();
        if (IsRotated() && Open(fromEnd: false))
            Drain();
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private bool Open(bool fromEnd)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
                return false; // nothing yet; or a pipe, which would be waited for
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            _file?.Dispose();
            (_file, _real) = (file, NameOf(file));
            if (fromEnd && file.Length > First)
            {
                file.Seek(-First, SeekOrigin.End);
                _skipping = true; // the first line may be half a one
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // not there yet, or between two names
        }
    }

    /// <summary>Another file under the name, however long it is by now, or the same one cut to less than was read.</summary>
    private bool IsRotated() => new FileInfo(path) is not { Exists: true } now || now.Length < _file!.Position || IsRenamed(_file);

    /// <summary>What is open has another name by now, or none: the system tells on Linux; elsewhere its length alone does.</summary>
    private bool IsRenamed(FileStream file) => OperatingSystem.IsLinux()
        && NameOf(file) != _real;

    /// <summary>Links on the way to it resolved, as the system names it.</summary>
    private static string? NameOf(FileStream file) =>
        OperatingSystem.IsLinux() ? new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget : null;

    private void Drain()
    {
        var chars = new char[_buffer.Length + 4];
        for (int read, all = 0; all < MostAtOnce && (read = _file!.Read(_buffer)) > 0; all += read)
        {
            var count = _decoder.GetChars(_buffer, 0, read, chars, 0);
            foreach (var c in chars.AsSpan(0, count))
                Take(c);
        }
    }

    private void Take(char c)
    {
        if (c != '\n')
        {
            if (_begun.Length < LongestLine)
                _begun.Append(c);
            return;
        }

        if (!_skipping && _begun.Length > 0)
            take(_begun.ToString().TrimEnd('\r'));
        (_, _skipping) = (_begun.Clear(), false);
    }
}
