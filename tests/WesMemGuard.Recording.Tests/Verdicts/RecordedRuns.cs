using System.Collections.Frozen;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording.Tests.Verdicts;

/// <summary>The runs of the repository's recordings, each replayed once.</summary>
internal static class RecordedRuns
{
    public static string Folder { get; } = Find();

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    private static FrozenDictionary<string, Lazy<MemoryRun>> Runs { get; } =
        Names.ToFrozenDictionary(n => n,
            n => new Lazy<MemoryRun>(() => Replayed(RecordingFolder.Open(Path.Combine(Folder, n)), n)));

    public static MemoryRun Of(string name) => Runs[name].Value;

    public static MemoryRun Replayed(RecordingFolder recording, string name)
    {
        var recorder = new RunRecorder(recording.Header(name));
        Replay.RunAsync(recording, recorder, CancellationToken.None).GetAwaiter().GetResult();
        return recorder.Run;
    }

    private static string Find()
    {
        for (var folder =
            new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "scenarios", "_recordings") is var found && Directory.Exists(found))
                return found;
        }

        throw new DirectoryNotFoundException("scenarios/_recordings is in no folder above the tests");
    }
}
