using WesMemGuard.Recording.Writing;
using WesMemGuard.Runs;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Tests.Writing;

/// <summary>A recorded client comes back in a replay as it was seen.</summary>
internal sealed class ClientRecordingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Its_readings_misses_and_dumps_are_replayed()
    {
        using var temporary = new TemporaryFolder();
        var path = Path.Combine(temporary.Path, "recording");
        var readings = Readings();
        using (var recording = RecordingWriter.Create(path, PlantedSecrets.Plan, new Scrubber()))
        {
            foreach (var reading in readings)
                recording.Saw(reading);
            recording.Saw(new ProfileCapture(
                Start.AddSeconds(4), ProfileKind.HeapDump, "profiles/4-client-1.gcdump", new byte[] { 1, 2 }));
            recording.Saw(new RunEvent(Start.AddSeconds(20), RunEvent.ClientDied) { Code = 134 });
        }

        var folder = RecordingFolder.Open(path);
        var recorder = new RunRecorder(folder.Header("client"));
        await Replay.RunAsync(folder, recorder, CancellationToken.None);

        recorder.Run.Client.ShouldBe(readings);
        recorder.Run.Profiles.ShouldHaveSingleItem().Content.ToArray().ShouldBe([1, 2]);
        recorder.Run.Events.ShouldContain(e => e.Name == RunEvent.ClientDied && e.Code == 134);
    }

    private static List<Reading<ClientSample>> Readings()
    {
        var process = new ProcessSample(4711, 80e6, 60e6, 20e6, 20, 90, 81e6, 1.5)
        {
            RssShmem = 0,
            Swap = 1024,
            LazyFree = 4096,
            HugePages = 0,
        };
        var told = new MetricsSample
        {
            HeapAlloc = 24e6,
            HeapLive = 20_123_456,
            Sys = 40e6,
            HeapReleased = 0,
            AllocTotal = 1e9,
            GcCount = 3,
            LastGcSeconds = 1796040000.25,
        };
        return
        [
            new(Start, new ClientSample { Process = process }, null),
            new(Start.AddSeconds(5), new ClientSample { Process = process, Runtime = told, Calls = 12 }, null),
            new(Start.AddSeconds(10), null, new Miss(MissKind.Closed, "its runtime tells nothing any more"), "end"),
        ];
    }
}
