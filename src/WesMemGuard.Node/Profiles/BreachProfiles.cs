using System.Globalization;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Profiles;

/// <summary>
/// Captures the profiles of a live run whose limits profiles can tell of: heap and goroutines at its beginning, which growth is
/// compared with; once more with what goroutines wait for at the first sign of a breach; again while nobody is named; and at the
/// end. They go into the run, and with it into its folder.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="recorder">The run.</param>
/// <param name="time">Dates what is too large to be kept.</param>
/// <param name="largest">Bytes of one profile at most; larger ones are not kept, and an event says so.</param>
internal sealed class BreachProfiles(NodeClient node, RunRecorder recorder, TimeProvider time, int largest = BreachProfiles.DefaultLargest)
{
    /// <summary>8 MiB; a real heap profile has 30 KB, a dump of 1,000 goroutines 1 MB.</summary>
    public const int DefaultLargest = 8 * 1024 * 1024;

    private int _signs;
    private int _ends;

    /// <summary>Whether a first sign was seen, so that the end is to be captured too.</summary>
    public bool Begun => _signs > 0;

    /// <summary>A level that later profiles are compared with; nothing is wrong yet.</summary>
    public Task AtLevelAsync(CancellationToken ct) => TakeAsync(ct);

    /// <summary>Once more after a first sign, as the growth could not be told from the sampling error yet.</summary>
    /// <returns>Whether profiles were asked for.</returns>
    public async Task<bool> AgainAsync(CancellationToken ct)
    {
        if (!Begun || Volatile.Read(ref _ends) > 0)
            return false;
        Say(await TakeAsync(ct).ConfigureAwait(false));
        return true;
    }

    /// <summary>At the first sign of a breach; later signs capture nothing.</summary>
    /// <returns>Whether profiles were asked for.</returns>
    public async Task<bool> AtFirstSignAsync(CancellationToken ct)
    {
        if (Interlocked.Increment(ref _signs) != 1)
            return false;
        await CaptureAsync(ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// At the end of a run: captures what the first sign is compared with. Without a first sign, or a second time, nothing.
    /// </summary>
    /// <returns>Whether profiles were asked for.</returns>
    public async Task<bool> AtEndAsync(CancellationToken ct)
    {
        if (!Begun || Interlocked.Increment(ref _ends) != 1)
            return false;
        await CaptureAsync(ct).ConfigureAwait(false);
        return true;
    }

    private async Task CaptureAsync(CancellationToken ct)
    {
        var files = await TakeAsync(ct).ConfigureAwait(false);
        var dump = await node.AskAsync(new NodeRequest("GET", NodePaths.GoroutineDump), ct).ConfigureAwait(false);
        // Most services don't offer it, which is nothing to note.
        var leaks = await node.GoroutineLeaksAsync(ct).ConfigureAwait(false);
        Say([.. files, Keep(dump, s => s.Body, ProfileKind.GoroutineDump, NodePaths.GoroutineDump),
            leaks.Sample is null ? null : Keep(leaks, s => s.Content, ProfileKind.GoroutineLeaks, NodePaths.GoroutineLeaks)]);
    }

    /// <returns>The files that keep them; null for what was not kept.</returns>
    private async Task<string?[]> TakeAsync(CancellationToken ct) =>
    [
        Keep(await node.HeapProfileAsync(ct).ConfigureAwait(false), s => s.Content, ProfileKind.Heap, NodePaths.HeapProfile),
        Keep(await node.GoroutineProfileAsync(ct)
            .ConfigureAwait(false), s => s.Content, ProfileKind.Goroutine, NodePaths.GoroutineProfile),
    ];

    private void Say(string?[] files)
    {
        var kept = string.Join(' ', files.OfType<string>());
        if (kept.Length > 0)
            recorder.Add(new RunEvent(time.GetUtcNow(), RunEvent.BreachProfiles, kept));
    }

    /// <returns>The file that keeps it; null when none does.</returns>
    private string? Keep<T>(Reading<T> reading, Func<T, ReadOnlyMemory<byte>> contentOf, ProfileKind kind, string path) where T : class
    {
        if (reading.Sample is null)
        {
            recorder.Add(new OtherAnswer(reading.At, path, reading.Miss));
            return null;
        }

        var content = contentOf(reading.Sample);
        if (content.Length > largest)
        {
            recorder.Add(new RunEvent(time.GetUtcNow(), "profile-too-large",
                string.Create(CultureInfo.InvariantCulture, $"{path}: {content.Length} bytes, at most {largest} are kept")));
            return null;
        }

        var file = ProfileName.Of(recorder.Run.Header, reading.At, kind);
        if (!recorder.Snapshot().Profiles.Exists(p => p.File == file))
            recorder.Add(new ProfileCapture(reading.At, kind, file, content));
        return file;
    }
}
