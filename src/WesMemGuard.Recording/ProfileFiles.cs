using System.Globalization;
using System.Text.RegularExpressions;
using WesMemGuard.Files;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>
/// Reads <c>profiles/&lt;second&gt;-heap.pb.gz</c>, <c>-goroutine.pb.gz</c>, <c>-goroutine-leak.pb.gz</c>,
/// <c>-goroutine-dump.txt</c> and of a client <c>-client-1.gcdump</c>; <c>end-…</c> is of the recording's end. Other files there are left
/// alone. <c>profiles.jsonl</c> tells the exact moments, where it is.
/// </summary>
internal static partial class ProfileFiles
{
    private const int MostFiles = 1000;
    private const long LargestTogether = 512L * 1024 * 1024;

    public static IReadOnlyList<RecordedProfile> Read(string folder, DateTimeOffset startedAt, DateTimeOffset endedAt,
        IReadOnlyDictionary<string, DateTimeOffset> moments)
    {
        var profiles = new List<RecordedProfile>();
        if (!Directory.Exists(folder))
            return profiles;
        long together = 0;
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (Name().Match(name) is not { Success: true } match)
                continue;
            var size = new FileInfo(path).Length;
            if (size > NodeClient.LargestBody || (together += size) > LargestTogether || profiles.Count == MostFiles)
                throw new UnreadableRunException(InputReasons.Of(
                    path, RecordingReasons.ManyProfiles(MostFiles, NodeClient.LargestBody, LargestTogether)));
            var at = moments.TryGetValue("profiles/" + name, out var moment) ? moment
                : match.Groups[1].Value == "end"
                    ? endedAt : startedAt.AddSeconds(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            if (!PlainFile.IsInside(Path.GetDirectoryName(Path.GetFullPath(folder))!, path))
                throw new UnreadableRunException(InputReasons.Of(path, InputReasons.LeadsOut()));
            using var file = PlainFile.Open(path);
            var content = PlainFile.Bytes(file, NodeClient.LargestBody)
                ?? throw new UnreadableRunException(InputReasons.Of(path, InputReasons.LargeFile(null, NodeClient.LargestBody)));
            var kind = ProfileKinds.Of(match.Groups[2].Value + match.Groups[3].Value + match.Groups[4].Value)!.Value;
            if (name.EndsWith(".gz", StringComparison.Ordinal) && content is not [0x1f, 0x8b, ..])
                throw new UnreadableRunException(InputReasons.Of(path, InputReasons.NoGzip()));
            profiles.Add(new RecordedProfile(at, kind, "profiles/" + name, content));
        }

        return [.. profiles.OrderBy(p => p.At)];
    }

    [GeneratedRegex(@"\A([0-9]{1,7}|end)-(?:(heap|goroutine|goroutine-leak)\.pb\.gz|(goroutine-dump)\.txt|client-[0-9]{1,3}\.(gcdump))\z")]
    private static partial Regex Name();
}
