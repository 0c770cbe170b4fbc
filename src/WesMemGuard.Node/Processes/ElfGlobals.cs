using System.Buffers.Binary;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// How much of a Go program's own variables its collections scan: the sections <c>.data</c> and <c>.bss</c> of its ELF
/// file, without their pointer-free siblings. Equals <c>/gc/scan/globals:bytes</c> of the runtime to the byte
/// (live-heap.md).
/// </summary>
internal static class ElfGlobals
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const int MostSections = 4096;
    private const int MostNames = 1024 * 1024;

    /// <summary>
    /// The bytes of a program; null when the file can't be read or is no Go program in 64-bit little-endian ELF.
    /// </summary>
    public static double? Of(string path)
    {
        try
        {
            using var file =
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096);
            return Of(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a program.</summary>
    /// <exception cref="IOException">The file ends too early.</exception>
    internal static double? Of(Stream file)
    {
        var header = Read(file, 0, HeaderSize);
        if (!header.AsSpan().StartsWith("\u007fELF"u8) || header[4] != 2 || header[5] != 1)
            return null;
        var table = BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(40));
        var (size, count, names) = (Half(header, 58), Half(header, 60), Half(header, 62));
        if (size != SectionSize || count is 0 or > MostSections || names >= count || table > (ulong)file.Length)
            return null;
        var sections = Read(file, (long)table, count * SectionSize);
        var text = Section(sections, names);
        if (text.Size is 0 or > MostNames || text.Offset > (ulong)file.Length)
            return null;
        return Sum(sections, count, Read(file, (long)text.Offset, (int)text.Size));
    }

    private static double? Sum(byte[] sections, int count, byte[] names)
    {
        var (isGo, bytes) = (false, 0.0);
        for (var i = 0; i < count; i++)
        {
            var section = Section(sections, i);
            if (section.Name >= (uint)names.Length)
                return null;
            var name = names.AsSpan((int)section.Name);
            name = name[..Math.Max(0, name.IndexOf((byte)0))];
            isGo |= name.EndsWith("gopclntab"u8) || name.SequenceEqual(".go.buildinfo"u8);
            if (name.SequenceEqual(".data"u8) || name.SequenceEqual(".bss"u8))
                bytes += section.Size;
        }

        return isGo ? bytes : null;
    }

    private static (uint Name, ulong Offset, ulong Size) Section(byte[] sections, int index)
    {
        var section = sections.AsSpan(index * SectionSize, SectionSize);
        return (BinaryPrimitives.ReadUInt32LittleEndian(section), BinaryPrimitives.ReadUInt64LittleEndian(section[24..]),
            BinaryPrimitives.ReadUInt64LittleEndian(section[32..]));
    }

    private static int Half(byte[] header, int at) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));

    private static byte[] Read(Stream file, long at, int length)
    {
        var bytes = new byte[length];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }
}
