using System.Text;

namespace WesMemGuard.Recording.Writing;

/// <summary>A file of lines that is there, whole, after every line: a killed recorder loses at most the last one. Locked by the caller.</summary>
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

    /// <summary>Whether something was not kept, as the file is full.</summary>
    public bool IsFull { get; private set; }

    public void Add(ReadOnlySpan<byte> line)
    {
        IsFull |= Length + line.Length + 1 > _largest;
        if (IsFull)
            return;
        _file ??= Open();
        var whole = new byte[line.Length + 1];
        line.CopyTo(whole);
        whole[^1] = (byte)'\n';
        _file.Write(whole);
        _file.Flush();
        Length += whole.Length;
    }

    public void Add(string line) => Add(Encoding.UTF8.GetBytes(line));

    /// <summary>Writes every line anew where one changes; the file is whole under its name at every moment.</summary>
    public void Rewrite(Func<string, string> line)
    {
        if (_file is null)
            return;
        _file.Dispose();
        _file = null;
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
        Length = new FileInfo(_path).Length;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        return new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete);
    }
}
