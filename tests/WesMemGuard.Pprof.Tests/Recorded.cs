using System.Globalization;
using WesMemGuard.Pprof.Reading;

namespace WesMemGuard.Pprof.Tests;

/// <summary>The recorded profiles beside the tests.</summary>
internal static class Recorded
{
    private static readonly string Root = Path.Combine(TestContext.CurrentContext.TestDirectory, "Profiles");

    internal static IEnumerable<string> Names => Times().Select(t => t.Name);

    internal static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    internal static GoProfile Profile(string path)
    {
        using var file = File.OpenRead(Path.Combine(Root, path));
        return ProfileReader.Read(file);
    }

    /// <summary>Relative paths of files, in order; fails when there is none.</summary>
    internal static IReadOnlyList<string> Files(string pattern, string folder = "")
    {
        string[] found =
            [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        found.ShouldNotBeEmpty(pattern);
        return [.. found.Select(f => Path.GetRelativePath(Root, f))];
    }

    /// <summary>The heap or goroutine profiles of a recording with the times they were taken at.</summary>
    internal static IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> Series(string recording, string kind = "heap")
    {
        (_, var started, var ended) = Times().Single(t => t.Name == recording);
        return [.. Files($"*-{kind}.pb.gz", recording).Select(path => (TimeOf(path), Profile(path)))];

        DateTimeOffset TimeOf(string path)
        {
            var second = Path.GetFileName(path).Split('-')[0];
            return second == "end" ? ended : started.AddSeconds(int.Parse(second, CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<(string Name, DateTimeOffset Started, DateTimeOffset Ended)> Times() =>
        Text("recordings.tsv").Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))
            .Select(p => (p[0], Time(p[1]), Time(p[2])));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
