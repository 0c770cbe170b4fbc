using System.Text;
using WesMemGuard.Output;

namespace WesMemGuard.Recording.Writing;

/// <summary>
/// A file of lines that is there, whole, after every line: a killed recorder loses at most the last one. Locked by the caller.
/// </summary>
internal sealed class LineFile : IDisposable
{
    private readonly string _path;
    private readonly long _largest;
    private FileStream? _file;

    /// <param name="path">Created with its first line.</param>
    /// <param name="largest">Bytes at most; what goes beyond is not kept.</param>
    public LineFile(string path, long largest) => (_path, _largest) = (path, largest);

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Lines so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Whether something was not kept, as the file is full.</summary>
    public bool IsFull { get; private set; }

    public void Add(ReadOnlySpan<byte> line)
    {
        IsFull |= Length + line.Length + 1 > _largest;
        if (IsFull)
            return;
        var whole = new byte[line.Length + 1];
        line.CopyTo(whole);
        whole[^1] = (byte)'\n';
        try
        {
            _file ??= Open();
            _file.Write(whole);
            _file.Flush();
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            DropTorn();
            throw UnwritableException.Of(_path, e, OutputReasons.Kept(Lines));
        }

        UnwritableException.ThrowIfDeleted(_path);
        Lines++;
        Length += whole.Length;
    }

    /// <summary>A full disk takes a part of a line: the lines before are whole without it.</summary>
    private void DropTorn()
    {
        try
        {
            _file?.SetLength(Length);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            return; // readers know a torn line, and say it
        }
    }

    public void Add(string line) => Add(Encoding.UTF8.GetBytes(line));

    /// <summary>Writes every line anew where one changes; the file is whole under its name at every moment.</summary>
    /// <param name="line">What a line is now.</param>
    /// <param name="blackened">A text of bytes (Latin-1) with what must go at its length: used in place where there
    /// is no room for a second file.</param>
    public void Rewrite(Func<string, string> line, Func<string, string> blackened)
    {
        if (_file is null)
            return;
        _file.Dispose();
        _file = null;
        UnwritableException.ThrowIfDeleted(_path);
        try
        {
            Rewrite(line);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            File.Delete(_path + ".new");
            Blacken(blackened);
        }

        Length = new FileInfo(_path).Length;
    }

    private void Blacken(Func<string, string> blackened)
    {
        var old = Encoding.Latin1.GetString(File.ReadAllBytes(_path));
        if (blackened(old) is var now && !ReferenceEquals(now, old))
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete);
            file.Write(Encoding.Latin1.GetBytes(now));
        }
    }

    private void Rewrite(Func<string, string> line)
    {
        var changed = false;
        var begun = _path + ".new";
        using (var rewritten = new StreamWriter(begun, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
        {
            foreach (var old in File.ReadLines(_path))
            {
                var now = line(old);
                changed |= !ReferenceEquals(now, old) && now != old;
                rewritten.WriteLine(now);
            }
        }

        if (changed)
            File.Move(begun, _path, overwrite: true);
        else
            File.Delete(begun);
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        return new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete, 1);
    }
}
