using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>A disk that fills ends a live run at once: it would go on blind to its planned end.</summary>
internal sealed class FullDiskTests
{
    [Test]
    public async Task A_disk_that_fills_ends_a_run_at_once_and_what_was_kept_is_torn_or_has_no_end()
    {
        var time = new VirtualTime();
        await using var node = await TestNode.StartAsync(new TestNodeOptions { Time = time });
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "{{node.Http}}" }, "phases": [ { "phase": "p", "kind": "idle", "for": "60 min" } ] }
            """);
        var startedAt = time.GetUtcNow();
        using var disk = new SmallDisk();
        using var writer = new RunFileWriter(disk, (_, _) => { });
        var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "full", startedAt), writer);
        var options = new LiveOptions { Process = new LiveTest.SteadyProcess(time) };

        await Should.ThrowAsync<IOException>(() => LiveRun.RunAsync(scenario, options, recorder, new VirtualLiveClock(time), default));

        (time.GetUtcNow() - startedAt).ShouldBeLessThan(TimeSpan.FromMinutes(10));
        recorder.Run.Losses.ShouldHaveSingleItem().Kind.ShouldBe(LossKind.DiskFull);
        recorder.Run.Events.ShouldNotContain(e => e.Name == RunEvent.End);
        var kept = RunFile.Read(new MemoryStream(disk.ToArray()), "run.jsonl", _ => null);
        kept.Losses.ShouldContain(l => l.Kind == LossKind.NoEnd);
    }

    private sealed class SmallDisk : MemoryStream
    {
        private const int Bytes = 20_000;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var room = Math.Max(0, Bytes - (int)Length);
            base.Write(buffer[..Math.Min(buffer.Length, room)]);
            if (room < buffer.Length)
                throw new IOException("No space left on device");
        }
    }
}
