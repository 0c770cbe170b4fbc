using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Recording.Tests.Verdicts;

/// <summary>Limits on a module's bytes by heap profiles, on recorded nodes.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class MeasuredBytesTests
{
    [Test]
    public void A_planted_leak_breaks_its_modules_limit_with_the_sampling_error_counted()
    {
        var verdict = Of("planted-ispc-12", "ispc", "\"growthPerHour\": \"4 MiB\"");

        verdict.Outcome.ShouldBe(Outcome.Broken);
        12.0.ShouldBeInRange(verdict.Low!.Value, verdict.High!.Value);
        (verdict.High.Value - verdict.Low.Value).ShouldBeGreaterThan(3);
        verdict.Evidence.ShouldBe("heap profiles");
        verdict.Suspects[0].Module.ShouldBe("ispc");
        verdict.Message.In(Language.English).ShouldContain("7 heap profiles");
    }

    [Test]
    public void A_limit_within_the_sampling_error_can_not_be_judged() =>
        Of("planted-ispc-12", "ispc", "\"growthPerHour\": \"12 MiB\"").Outcome.ShouldBe(Outcome.Inconclusive);

    [TestCase("\"growthPerHour\": \"8 MiB\"")]
    [TestCase("\"peak\": \"8 MiB\"")]
    public void A_module_that_holds_nothing_keeps_its_limits(string rule)
    {
        var verdict = Of("idle", "ispc", rule);

        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Reason.In(Language.English));
        verdict.High!.Value.ShouldBeGreaterThan(0.5);
    }

    [Test]
    public void A_peak_that_sampling_could_miss_can_not_be_judged()
    {
        var verdict = Of("idle", "ispc", "\"peak\": \"1 MiB\"");

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.In(Language.English).ShouldContain("sampling interval");
    }

    [Test]
    public void A_peak_above_the_limit_is_broken() =>
        Of("planted-ispc-12", "ispc", "\"peak\": \"4 MiB\"").Outcome.ShouldBe(Outcome.Broken);

    [Test]
    public void Too_few_profiles_say_how_many_are_needed()
    {
        var verdict = Of("live-heap-planted-ispc-12", "ispc", "\"growthPerHour\": \"4 MiB\"");

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.In(Language.English).ShouldContain("5 are needed");
    }

    [Test]
    public void Without_profiles_nothing_was_measured()
    {
        var verdict = Of("no-diagnostics", "ispc", "\"peak\": \"4 MiB\"");

        verdict.Outcome.ShouldBe(Outcome.NotMeasured);
        verdict.Reason.In(Language.English).ShouldContain("heap profile");
    }

    [TestCase("consensus.miner")]
    [TestCase("api.websocket")]
    public void A_module_that_the_node_never_registers_is_measured_all_the_same(string module)
    {
        Of("idle", module, "\"peak\": \"64 MiB\"").Outcome.ShouldBe(Outcome.Held);
        CulpritTests.Judge("idle", $$"""
            { "of": "{{module}}", "metric": "bytes", "peak": "64 MiB" }
            """).Outcome.ShouldBe(Outcome.NotMeasured);
    }

    [Test]
    public void A_module_that_is_nowhere_is_bad_input() =>
        Should.Throw<BadInputException>(() => Of("idle", "ispcc", "\"peak\": \"4 MiB\""));

    [Test]
    public void Levels_of_phases_are_compared_by_their_profiles()
    {
        Of("transfers", "mempool.txpool",
            "\"returnsTo\": { \"from\": \"warm\", \"after\": \"stop\", \"tolerance\": \"64 MiB\" }").Outcome.ShouldBe(Outcome.Held);
        var verdict =
            Of("transfers", "mempool.txpool",
                "\"returnsTo\": { \"from\": \"mine\", \"after\": \"stop\", \"tolerance\": \"1 MiB\" }");
        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.In(Language.English).ShouldContain("no heap profile lies in phase \"mine\"");
    }

    [Test]
    public void Across_a_restart_growth_is_never_held() =>
        Of("restarts", "ispc", "\"growthPerHour\": \"1000 MiB\"").Outcome.ShouldNotBe(Outcome.Held);

    private static Verdict Of(string recording, string module, string rule) =>
        CulpritTests.Judge(recording, $$"""{ "of": "{{module}}", "metric": "measuredBytes", {{rule}} }""");
}
