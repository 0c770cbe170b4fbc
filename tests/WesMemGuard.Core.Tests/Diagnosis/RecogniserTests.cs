using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Diagnosis;
using WesMemGuard.Diagnosis.Recognisers;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Diagnosis;

/// <summary>What a log says beside samples, and the order of what was found.</summary>
internal sealed class RecogniserTests
{
    private const double Pending = 1;

    [Test]
    public void A_small_queue_that_keeps_what_was_confirmed_is_recognised()
    {
        var found = InLog(Queue(from: 200, to: 200)).ShouldHaveSingleItem();

        found.Problem.ShouldBe(Problems.PoolQueue);
        found.Evidence.ShouldContain(e => e.Key == "queue-bytes");
        found.BytesPerHour!.Value.ShouldBe((200 - Pending) * PoolQueueRule.BytesEach / (20.0 / 60), tolerance: 1);
    }

    [TestCase(200, 3, TestName = "A queue that gives back what was confirmed is none")]
    [TestCase(2, 16, TestName = "Nor is one of a few entries")]
    public void Others_are_not(double from, double to) => InLog(Queue(from, to)).ShouldBeEmpty();

    [Test]
    public void Each_kind_of_alarm_that_the_node_raised_is_counted_with_its_first_and_last()
    {
        var alarms = new[] { (AlarmKind.Guard, 3.0), (AlarmKind.HeapDump, 4), (AlarmKind.Guard, 9), (AlarmKind.Release, 10),
            (AlarmKind.Goroutines, 11), (AlarmKind.Goroutines, 12), (AlarmKind.Guard, 30) };

        var found = InLog(Quiet with
        {
            Alarms = [.. alarms.Select(a => new AlarmFact(SyntheticRun.At(a.Item2), a.Item1))],
        }).ShouldHaveSingleItem();

        found.Problem.ShouldBe(Problems.NodeAlarms);
        found.Rank.ShouldBe(ProblemRank.Harm);
        found.Evidence.Select(e => e.Key).ShouldBe(["alarm-guard", "alarm-dump", "alarm-release", "alarm-goroutines"]);
        found.Evidence[0].Figures.ShouldBe([3, SyntheticRun.At(3), SyntheticRun.At(30)]);
    }

    [Test]
    public void One_alarm_is_told_and_none_is_not()
    {
        InLog(Quiet with { Alarms = [new AlarmFact(SyntheticRun.At(5), AlarmKind.Release)] }).ShouldHaveSingleItem()
            .Evidence.ShouldHaveSingleItem().Key.ShouldBe("alarm-release");
        InLog(Quiet).ShouldBeEmpty();
    }

    [Test]
    public void Growths_stand_by_the_least_that_they_are_known_to_be_and_all_that_are_sure_are_named()
    {
        var profiles = ProfiledRun.Of() with
        {
            Grown = new Suspects([Grew("queue.Small", "event", 4), Grew("cache.Leak", "ispc", 28)], null),
        };

        var found = Diagnosed(SyntheticRun.Leaking(48).Build(), Queue(from: 200, to: 200), profiles);

        found.Select(f => f.Function ?? f.Problem.Id).ShouldBe(["cache.Leak", "queue.Small", Problems.PoolQueue.Id]);
        found.Select(f => f.BytesPerHour!.Value).ShouldBeInOrder(SortDirection.Descending);
    }

    private static LogFacts Quiet => new([], [], [], [], [], null);

    private static LogFacts Queue(double from, double to) => Quiet with
    {
        Queue = [.. Enumerable.Range(0, 11).Select(i => new QueueFact(SyntheticRun.At(2 * i), Pending, i < 5 ? from : to))],
    };

    private static Suspect Grew(string function, string module, double mebibytes) => new(
        function, "place.go:1", module, mebibytes * ByteSize.MiB, (mebibytes - 0.5) * ByteSize.MiB, (mebibytes + 0.5) * ByteSize.MiB,
        mebibytes / 32)
    {
        Elapsed = TimeSpan.FromMinutes(40),
    };

    private static IReadOnlyList<DiagnosedProblem> InLog(LogFacts log) => Diagnosed(SyntheticRun.Flat.Build(), log, null);

    private static IReadOnlyList<DiagnosedProblem> Diagnosed(MemoryRun run, LogFacts log, ISuspectFinder? suspects) =>
        Recogniser.Diagnose(new DiagnosisCase(run) { Log = log, Suspects = suspects }).Found;
}
