using System.IO.Compression;
using System.Text;

namespace WesMemGuard.Cli.Tests.Hostile;

/// <summary>A Go profile whose functions, files and labels say something hostile: its table of strings is field 6 of the message.</summary>
internal static class SpoiledProfile
{
    private const int StringTable = (6 << 3) | 2;

    /// <summary>What a reader knows the samples by.</summary>
    private static readonly string[] Known = ["", "inuse_space", "inuse_objects", "alloc_space", "alloc_objects", "bytes", "count", "space",
        "objects", "goroutine", "samples", "cpu", "nanoseconds"];

    public static byte[] Of(byte[] packed, SpoiledText texts)
    {
        using var plain = new MemoryStream();
        using (var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
            unpacked.CopyTo(plain);
        var bytes = plain.ToArray();
        using var spoiled = new MemoryStream();
        using (var repacked = new GZipStream(spoiled, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var at = 0; at < bytes.Length;)
                at = Field(bytes, at, repacked, texts);
        }

        return spoiled.ToArray();
    }

    private static int Field(byte[] bytes, int at, Stream to, SpoiledText texts)
    {
        var begin = at;
        var tag = Varint(bytes, ref at);
        var length = Varint(bytes, ref at);
        if ((tag & 7) == 2)
            at += (int)length;
        if (tag != StringTable)
        {
            to.Write(bytes, begin, at - begin);
            return at;
        }

        var text = Encoding.UTF8.GetString(bytes, at - (int)length, (int)length);
        var written = Encoding.UTF8.GetBytes(Known.Contains(text) ? text : texts.Of(text));
        to.WriteByte(StringTable);
        for (var rest = written.Length; ; rest >>= 7)
        {
            to.WriteByte((byte)((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0)));
            if (rest <= 0x7f)
                break;
        }

        to.Write(written);
        return at;
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var b = bytes[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
                return value;
            shift += 7;
        }
    }
}
