using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Judging;
using WesMemGuard.Client.Messages;
using WesMemGuard.Client.Processes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Tests.Judging;

/// <summary>Verdicts on sizes beside the live heap, on levels that are made up.</summary>
internal sealed class SizeVerdictTests
{
    private const long Megabyte = 1_000_000;

    private static readonly CallLimit Nothing = new(0, "0 B", 1, "WalletTests.cs:12");

    [Test]
    public void Native_memory_of_each_call_is_broken()
    {
        var verdict = Judge(calls => 10 * Megabyte + (calls * 200));

        (verdict.Outcome, verdict.Value, verdict.Metric).ShouldBe((Outcome.Broken, 200, "native"));
        verdict.Message.In(Language.English).ShouldBe(
            """
            native memory of c should grow by at most 0 B per call
                but grew by 200 B per call (98 % interval 200 B .. 200 B)

              budget     0 B per call; WalletTests.cs:12
              measured   8 cycles, 8,000 calls, 2.5 s in all, after 2,000 calls of warm-up; 9.9 MiB -> 11.4 MiB
              evidence   9 full collections of this process
            """);
        verdict.Message.In(Language.Chinese).ShouldStartWith(
            "c 的本机内存：每次调用最多增长 0 B\n    但每次调用增长了 200 B");
    }

    [Test]
    public void What_stands_still_holds() => Judge(_ => 10 * Megabyte).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void A_limit_above_the_growth_holds() =>
        SizeVerdict.Of(Run(c => 10 * Megabyte + (c * 200)), l => l.Native, Native, new CallLimit(300, "300 B", 1, "T.cs:1"))
            .Outcome.ShouldBe(Outcome.Held);

    /// <summary>Seen of clean processes: RssAnon once jumps by 5 MB, and creeps by a page now and then.</summary>
    [Test]
    public void One_jump_among_small_ones_accuses_nobody([Values(3000, 5000, 6000, 8000)] long at)
    {
        var verdict = Judge(calls => 10 * Megabyte + (calls >= at ? 5 * Megabyte : 0) + (calls / 1000 % 2 * 4096));

        verdict.Outcome.ShouldNotBe(Outcome.Broken);
    }

    [Test]
    public void A_system_that_does_not_tell_is_not_measured()
    {
        var verdict = Judge(_ => null);

        verdict.Outcome.ShouldBe(Outcome.NotMeasured);
        verdict.Message.In(Language.English).ShouldStartWith(
            "native memory of c could not be measured\n    because this system does not tell");
    }

    private static SizeSubject Native => new(ClientReasons.NativeOf("c"), "native");

    private static Verdict Judge(Func<long, long?> native) => SizeVerdict.Of(Run(native), l => l.Native, Native, Nothing);

    private static CycleRun Run(Func<long, long?> native) => new(2000, TimeSpan.FromSeconds(0.4), true,
        [.. Enumerable.Range(2, 9).Select(i => Level(i * 1000, native(i * 1000)))], null)
    {
        Elapsed = TimeSpan.FromSeconds(2.5),
    };

    private static CycleLevel Level(long calls, long? native) => new(calls, new SettledHeap(Megabyte) { Committed = 2 * Megabyte },
        new ProcessCounts(3, 20, 4, 0, 50) { AnonymousBytes = native + (2 * Megabyte) }, TimeSpan.FromSeconds(calls / 5000.0));
}
