using WesMemGuard.Input;

namespace WesMemGuard.Files;

/// <summary>
/// Reads files within a bound that is counted while they are read: a device or a pipe says that it has no length, and some never
/// end. What has none is not opened at all.
/// </summary>
internal static class PlainFile
{
    /// <summary>The bytes of a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="most">The largest size that is read, in bytes.</param>
    /// <exception cref="BadInputException">It is absent, no plain file, too large, or can't be opened.</exception>
    public static byte[] Read(string path, string shown, long most)
    {
        if (Directory.Exists(path))
            throw new BadInputException(shown, "is a folder; a file is needed");
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new BadInputException(shown, InputReasons.NotThere());
        if (file.Length > most)
            throw new BadInputException(shown, $"has {file.Length} bytes; at most {most} are read");
        try
        {
            using var stream = Open(path);
            return Bytes(stream, most) ?? throw new BadInputException(shown, $"has more than {most} bytes; no more are read");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(shown, $"can't be opened: {e.GetType().Name}");
        }
    }

    /// <summary>A file to be read; nothing is read of one without a length, as an empty file, a device and a pipe.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static Stream Open(string path) => new FileInfo(path).Length == 0
        ? Stream.Null
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024,
            FileOptions.SequentialScan);

    /// <summary>All of a stream; null when it is more than is read.</summary>
    public static byte[]? Bytes(Stream stream, long most)
    {
        using var all = new MemoryStream();
        var block = new byte[64 * 1024];
        for (var read = stream.Read(block); read > 0; read = stream.Read(block))
        {
            if (all.Length + read > most)
                return null;
            all.Write(block, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>
    /// Whether what a path names lies in a folder, links followed: a recording from elsewhere may hold one that leads out of it.
    /// </summary>
    public static bool IsInside(string folder, string path)
    {
        var root = Real(Path.GetFullPath(folder));
        var real = root;
        foreach (var part in Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path))
            .Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
            real = Real(Path.Combine(real, part));
        return real.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static string Real(string path)
    {
        FileSystemInfo here = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return here.LinkTarget is null ? path : Path.GetFullPath(here.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path);
    }
}
