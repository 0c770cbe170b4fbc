using System.IO.Compression;
using System.Text;

namespace WesMemGuard.Recording.Tests;

/// <summary>A folder to make wrong recordings in, and how to make them.</summary>
internal sealed class Spoiled : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("wesmemguard-recording-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Copy(string name) => Recordings.Copy(name, Folder);

    /// <summary>A recording that holds these exchanges and nothing else.</summary>
    public string Plain(params string[] exchanges)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "plain")).FullName;
        File.WriteAllText(Path.Combine(folder, "exchanges.jsonl"), string.Concat(exchanges.Select(e => e + "\n")));
        return folder;
    }

    public static string[] Lines(string folder) =>
        Encoding.UTF8.GetString(Inflate(folder)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static void Write(string folder, IEnumerable<string> lines) =>
        Write(folder, Gzip(string.Concat(lines.Select(l => l + "\n"))));

    public static void Write(string folder, byte[] gz) => File.WriteAllBytes(File1(folder), gz);

    public static byte[] Bytes(string folder) => File.ReadAllBytes(File1(folder));

    public static byte[] Gzip(string text)
    {
        using var gz = new MemoryStream();
        using (var deflate = new GZipStream(gz, CompressionLevel.Fastest))
            deflate.Write(Encoding.UTF8.GetBytes(text));
        return gz.ToArray();
    }

    private static byte[] Inflate(string folder)
    {
        using var plain = new MemoryStream();
        using (var gz = new GZipStream(File.OpenRead(File1(folder)), CompressionMode.Decompress))
            gz.CopyTo(plain);
        return plain.ToArray();
    }

    private static string File1(string folder) => Path.Combine(folder, "exchanges.jsonl.gz");
}
