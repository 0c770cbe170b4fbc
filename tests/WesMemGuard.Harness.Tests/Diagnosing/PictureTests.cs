using WesMemGuard.Analysis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>Figures that add up, on real recordings.</summary>
internal sealed class PictureTests
{
    [Test]
    public async Task Of_transfers_heap_alloc_is_explained_at_its_maximum_and_at_the_end()
    {
        var analysis = await Of(RepositoryFolder.Recording("transfers"));

        analysis.Pictures.Select(p => p.When).ShouldBe(["maximum", "end"]);
        var (most, end) = (analysis.Pictures[0], analysis.Pictures[1]);
        MiB(most.Sample.HeapAlloc).ShouldBe(1936, 1);
        MiB(end.Sample.HeapAlloc).ShouldBe(1011, 1);
        most.Live.Evidence.ShouldBe("next_gc");
        MiB(Part(most.Heap, "arena")).ShouldBe(878.6, 1);
        MiB(Part(most.Heap, "liveRest")).ShouldBe(101, 2);
        MiB(Part(most.Heap, "garbage")).ShouldBe(957, 2);
        MiB(Part(end.Heap, "garbage")).ShouldBe(25, 2);
        end.Explained.ShouldNotBeNull().ShouldBeGreaterThan(0.98);
        end.ExplainedBySelf.ShouldBeLessThan(0.001);
        end.Modules[0].Module.ShouldBe("storage");
    }

    [TestCase("transfers", true)]
    [TestCase("idle", true)]
    [TestCase("memory-limit-planted", true)]
    [TestCase("no-diagnostics", false)]
    [TestCase("transfers/logs", false)]
    public async Task Every_account_adds_up(string path, bool hasProfile)
    {
        var analysis = await Of(Path.Combine(RepositoryFolder.Scenarios, "_recordings", path));

        analysis.Pictures.ShouldNotBeEmpty();
        foreach (var picture in analysis.Pictures)
        {
            foreach (var account in new[] { picture.Heap, picture.Taken, picture.Resident }.OfType<Account>())
                account.Parts.Sum(p => p.Bytes).ShouldBe(account.Total, 1, account.Name);
            picture.Heap.Total.ShouldBe(picture.Sample.HeapAlloc);
            picture.Taken.ShouldNotBeNull();
            picture.Modules.Count(m => m.Reported is not null).ShouldBe(picture.Sample.Modules.Count);
            (picture.ProfileAt is not null).ShouldBe(hasProfile);
        }
    }

    [Test]
    public void Without_pages_and_profiles_the_smallest_heap_stands_for_what_is_live()
    {
        var run = new MemoryRun(new RunHeader("x", "x", DateTimeOffset.UnixEpoch, RunOrigin.Series));
        run.Memory.Add(new(DateTimeOffset.UnixEpoch, new MemorySample(1, 100, 110, 1, 5, []), null));
        run.Memory.Add(new(DateTimeOffset.UnixEpoch.AddSeconds(10), new MemorySample(1, 150, 160, 1, 5, []), null));

        var picture =
            RunAnalysis.Of(RunDiagnosis.Of(new RunSource(run, "x")), now: true).Pictures.ShouldHaveSingleItem();

        picture.Live.ShouldBe(new LiveBytes(100, "floor", DateTimeOffset.UnixEpoch));
        Part(picture.Heap, "garbage").ShouldBe(50);
        picture.Taken.ShouldBeNull();
    }

    [Test]
    public void Without_a_sample_there_is_no_picture()
    {
        var run = new MemoryRun(new RunHeader("x", "x", DateTimeOffset.UnixEpoch, RunOrigin.Replay));

        var analysis = RunAnalysis.Of(RunDiagnosis.Of(new RunSource(run, "x")), now: false);

        analysis.Pictures.ShouldBeEmpty();
        analysis.Thresholds.ShouldBeEmpty();
    }

    [Test]
    public async Task An_idle_node_exceeds_no_threshold_and_stalled_blocks_exceed_their_bound()
    {
        var idle = await Of(RepositoryFolder.Recording("idle"));
        var stalled = await Of(Path.Combine(RepositoryFolder.Recording("stalled-chain"), "logs"));

        idle.Thresholds.Count.ShouldBe(11);
        idle.Thresholds.Where(t => t.IsExceeded).ShouldBeEmpty();
        stalled.Thresholds.Where(t => t.IsExceeded).Select(t => (t.Id, t.Of)).ShouldContain(("bound-share", "block"));
        stalled.Thresholds.Single(t => t.Id == "measured-bytes").Value.ShouldBeNull();
        stalled.Thresholds.Where(t => !t.IsReachable).ShouldAllBe(t => !t.IsExceeded);
    }

    private static async Task<RunAnalysis> Of(string path) =>
        RunAnalysis.Of(await RunDiagnosis.OfAsync(path, path, TimeSpan.FromMinutes(5), default), now: false);

    private static double Part(Account account, string name) => account.Parts.Single(p => p.Name == name).Bytes;

    private static double MiB(double bytes) => bytes / ByteSize.MiB;
}
