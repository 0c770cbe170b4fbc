using System.IO.Compression;
using System.Text;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Logs.Tests;

/// <summary>
/// The real logs kept beside these tests (Logs/README.md), read by the product and, independently of it, line by line.
/// </summary>
internal static class RealLog
{
    public static string Folder(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Logs", name);

    public static Task<LogReading> Read(string name) => NodeLog.ReadAsync([Folder(name)]);

    public static List<string> Lines(string name, string file) => Lines(Path.Combine(Folder(name), file));

    public static List<string> Lines(string path)
    {
        using var reader =
            new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>Lines of the system log, rotated ones first, that hold a text: what <c>zgrep -c</c> says.</summary>
    public static int Count(string name, string text)
    {
        var files = Directory.GetFiles(Folder(name), "node-system*.gz");
        files.ShouldNotBeEmpty();
        return files.Sum(f => Lines(f).Count(l => l.Contains(text, StringComparison.Ordinal)));
    }
}
