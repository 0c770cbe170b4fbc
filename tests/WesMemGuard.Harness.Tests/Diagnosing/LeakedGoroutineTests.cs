using System.IO.Compression;
using System.Text;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Node.Tests.GoServices;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>What a service says of goroutines that nothing can wake any more is evidence before any growth is known.</summary>
internal sealed class LeakedGoroutineTests
{
    private const string Page = "go_goroutines 60\ngo_memstats_next_gc_bytes 9e+06\ngo_gc_duration_seconds_count 7\n";

    [TestCase(40, Outcome.Broken)]
    [TestCase(2, Outcome.Inconclusive)]
    public async Task They_are_named_at_the_first_look(int leaked, Outcome outcome)
    {
        await using var served = new ServedPages(new Dictionary<string, (string, byte[])>
        {
            [NodePaths.Metrics] = ("text/plain", Encoding.UTF8.GetBytes(Page)),
            [NodePaths.GoroutineLeaks] = ("application/octet-stream", Leaks(leaked)),
        });

        var run = await LookAsync(served, 2);

        run.Profiles.ShouldHaveSingleItem().Kind.ShouldBe(ProfileKind.GoroutineLeaks);
        var found = RunDiagnosis.Of(new RunSource(run, "service")).Found;
        found.Outcome.ShouldBe(outcome);
        if (outcome != Outcome.Broken)
            return;
        var problem = found.Found.ShouldHaveSingleItem();
        (problem.Problem, problem.Function, problem.Rank).ShouldBe((Problems.GoroutineGrowth, "main.waitForEver", ProblemRank.Harm));
        new DiagnosisText(Texts.Language.English).Of(problem.Evidence[0]).ShouldBe(
            "40 goroutines can never be woken again (goroutineleak profile), 38 of them in main.waitForEver: "
                + "runtime.gopark < runtime.chanrecv1 < main.waitForEver");
    }

    [Test]
    public async Task A_service_that_offers_none_is_asked_once_and_nothing_is_noted()
    {
        await using var served = ServedPages.Of((NodePaths.Metrics, Page));

        var run = await LookAsync(served, 3);

        served.Asked.Count(head => head.StartsWith("GET /debug/pprof/goroutineleak ")).ShouldBe(1);
        run.Profiles.ShouldBeEmpty();
        run.Others.ShouldBeEmpty();
    }

    private static Task<MemoryRun> LookAsync(ServedPages served, int times) => RepeatedLook.TakeAsync(
        new RepeatedLookOptions(new NodeAddress(served.Url, served.Url), times, TimeSpan.FromMilliseconds(50)),
        LiveClock.Of(TimeProvider.System), default);

    /// <summary>Go writes it as protobuf or as text; both are read, packed or not.</summary>
    private static byte[] Leaks(int count)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes($"goroutineleak profile: total {count}\n{count - 2} @ 0x1 0x2 0x3\n"
                + "#\t0x1\truntime.gopark+0x1\t/go/proc.go:1\n#\t0x2\truntime.chanrecv1+0x1\t/go/chan.go:1\n"
                + "#\t0x3\tmain.waitForEver+0x1\t/x.go:1\n\n2 @ 0x9\n#\t0x9\tmain.other+0x1\t/x.go:9\n"));
        return packed.ToArray();
    }
}
