using System.IO.Compression;
using System.Text;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Logs.Tests;

/// <summary>A folder for logs that a test writes itself.</summary>
internal sealed class WrittenLog : IDisposable
{
    public WrittenLog() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "wmg-logs-" + Guid.NewGuid().ToString("N"));

    public string this[string name] => Path.Combine(Folder, name);

    public static string Sample(string time, double gc = 7, string more = "") =>
        $$"""{"level":"info","timestamp":"{{time}}","caller":"metrics/memory_doctor.go:283","rss_mb":230"""
        + $$""","message":"memory_sample","module":"metrics","time":"{{time}}","rss_bytes":241762304,"heap_mb":965"""
        + $$""","heap_alloc_bytes":1012345678,"heap_inuse_bytes":1015000000,"gc":{{gc}},"goroutines":312,{{more}}"""
        + "\"modules_count\":1,\"modules\":[{\"module\":\"event\",\"layer\":\"L2-Infrastructure\",\"objects\":3"
        + ""","approx_bytes":0,"cache_items":0,"queue_length":0}]}""";

    public static string Info(string time, string message) =>
        $$"""{"level":"info","timestamp":"{{time}}","caller":"x/y.go:1","message":"{{message}}"}""";

    public Task<LogReading> Read(string text, string name = "node-system.log") =>
        Read(Encoding.UTF8.GetBytes(text), name);

    public Task<LogReading> Read(byte[] bytes, string name = "node-system.log")
    {
        File.WriteAllBytes(this[name], bytes);
        return NodeLog.ReadAsync([this[name]]);
    }

    public static byte[] Gz(string text)
    {
        using var bytes = new MemoryStream();
        using (var gz = new GZipStream(bytes, CompressionLevel.Fastest))
            gz.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
