using WesMemGuard.Baselines;
using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Baselines;

internal sealed class SteadyLevelsTests
{
    [Test]
    public void A_flat_run_settles_at_its_level()
    {
        var levels = SteadyLevels.Of(SyntheticRun.Flat.Build(), null, null, out var whyNot)!;

        whyNot.ShouldBeNull();
        levels.From.ShouldBe(SyntheticRun.At(5) - SyntheticRun.Age, TimeSpan.FromSeconds(30));
        levels.Levels["liveHeap"].ShouldBe(800 * ByteSize.MiB, ByteSize.MiB);
        levels.Levels["goroutines"].ShouldBe(115);
        levels.Levels["mempool.txpool objects"].ShouldBe(41, 1);
    }

    [Test]
    public void A_part_of_a_run_has_its_own_level()
    {
        var run = SyntheticRun.Leaking(60).Build();

        var early = SteadyLevels.Of(run, SyntheticRun.At(0), SyntheticRun.At(20), out _)!.Levels["liveHeap"];
        var late = SteadyLevels.Of(run, SyntheticRun.At(20), SyntheticRun.At(40), out _)!.Levels["liveHeap"];
        (late - early).ShouldBe(20 * ByteSize.MiB, 3 * ByteSize.MiB);
    }

    [Test]
    public void A_period_without_anything_has_no_level()
    {
        SteadyLevels.Of(SyntheticRun.Flat.Build(), SyntheticRun.At(100), SyntheticRun.At(90), out var whyNot).ShouldBeNull();
        whyNot!.In(Language.English).ShouldContain("the period is empty");
        SteadyLevels.Of(SyntheticRun.Flat.Build(), SyntheticRun.At(100), SyntheticRun.At(110), out whyNot).ShouldBeNull();
        whyNot!.In(Language.English).ShouldBe("nothing was measured in the period");
    }

    [Test]
    public void Two_processes_have_no_level_together()
    {
        var run = SyntheticRun.Flat.Build();
        for (var i = run.Memory.Count / 2; i < run.Memory.Count; i++)
            run.Memory[i] = run.Memory[i] with { Sample = run.Memory[i].Sample! with { NumGc = 1 } };

        SteadyLevels.Of(run, null, null, out var whyNot).ShouldBeNull();
        whyNot!.In(Language.English).ShouldContain("the process changed at");
    }
}
