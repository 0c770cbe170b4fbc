using System.Globalization;
using System.Text;

namespace WesMemGuard.TestNodes;

/// <summary>Profiles of the diagnostics port: those of a recording, by age.</summary>
internal static class ProfilePages
{
    /// <summary>
    /// The last profile captured at or before an age, the first one before that; null when there is none.
    /// </summary>
    public static byte[]? Of(string? folder, string kind, TimeSpan age)
    {
        if (folder is null)
            return null;
        var files = Directory.GetFiles(folder, $"*-{kind}.pb.gz")
            .Select(f => (File: f, Second: int.TryParse(Path.GetFileName(f).Split('-')[0], CultureInfo.InvariantCulture, out var second)
                ? second : int.MaxValue))
            .OrderBy(f => f.Second).ToList();
        return files.Count == 0
            ? null : File.ReadAllBytes(files.FindLast(f => f.Second <= age.TotalSeconds).File ?? files[0].File);
    }

    /// <summary>All goroutines as text.</summary>
    public static byte[] Dump(NodeModel node) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, Math.Min(node.Goroutines, 1000)).Select(i =>
        string.Create(CultureInfo.InvariantCulture,
            $"goroutine {i} [select, {Math.Max(1, (int)node.Age.TotalMinutes)} "
                + $"minutes]:\nmain.wait(0xc000123450)\n\t/src/weisyn/main.go:3 +0x1f\n\n"))));
}
