// Each one that takes the place of another ends it, and the disposal, or somebody else, ends the last.
namespace LastOneEnded;

public sealed class Journal(string folder) : IDisposable
{
    private readonly MemoryStream _open = new();
    private FileStream? _file;

    public void Roll(long height)
    {
        _file?.Dispose();
        _file = new FileStream(Path.Combine(folder, height.ToString()), FileMode.Append);
    }

    public void Write(byte[] block) => _file?.Write(block);

    public void Dispose()
    {
        _open.Dispose();
        End();
    }

    private void End() => _file?.Dispose();
}

public sealed class Rolled(string folder) : IDisposable
{
    private readonly MemoryStream _open = new();
    private FileStream? _file;

    public FileStream? File => _file;

    public void Roll(long height)
    {
        _file?.Dispose();
        _file = new FileStream(Path.Combine(folder, height.ToString()), FileMode.Append);
    }

    public void Dispose() => _open.Dispose();
}
