using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Preflight;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using State = WesMemGuard.Harness.Preflight.PreflightState;

namespace WesMemGuard.Harness.Tests.Preflight;

/// <summary>Every line in each of its states: a good look, and what changes it.</summary>
internal sealed class PreflightStateTests
{
    private static readonly (string Key, State State, Func<PreflightLook, PreflightLook> Change)[] States =
    [
        ("endpoint.ok", State.Ok, look => look),
        ("endpoint.some", State.Limited,
            look => look.With(r => r.Memory[0] = r.Memory[0] with { Sample = null, Miss = new Miss(MissKind.ServerError, "status 503") })),
        ("endpoint.nobody", State.Impossible, look => Nobody(look)),
        ("endpoint.slow", State.Impossible, look => look.With(r => r.Memory.Miss(MissKind.TimedOut, "no answer in 5 s"))),
        ("endpoint.full", State.Impossible, look => look.With(r => r.Memory.Miss(MissKind.RateLimited, "status 429"))),
        ("endpoint.restOff", State.Limited, look => look.With(r => r.Memory.Miss(MissKind.NotFound, "status 404"))),
        ("endpoint.unreadable", State.Impossible, look => look.With(r => r.Memory.Miss(MissKind.Unreadable, "no JSON at line 1, byte 7"))),
        ("endpoint.other", State.Impossible, look => look.With(r => r.Memory.Miss(MissKind.Unexpected, "200 with HTML: <html>"))),
        ("mode.ok", State.Ok, look => look.With(r => r.Memory.Change(s => Module(s, "block", 3, 900)))),
        ("mode.told", State.Ok, look => look.With(_ => { }, "heuristic")),
        ("mode.idle", State.Ok, look => look),
        ("mode.untold", State.Limited, look => look.With(r => r.Memory.Miss(MissKind.NotFound, "status 404"))),
        ("mode.minimal", State.Limited, look => look.With(r => r.Memory.Change(s => Module(s, "block", 3, 0)))),
        ("mode.declared", State.Limited, look => look.With(_ => { }, "minimal")),
        ("sampler.ok", State.Ok, look => look),
        ("sampler.frozen", State.Impossible,
            look => look.With(r =>
            r.Memory.AddRange(Enumerable.Range(1, 4).Select(i => r.Memory[^1] with { At = r.Memory[^1].At.AddSeconds(8 * i) }).ToArray()))),
        ("sampler.untold", State.Limited, look => look.With(r => r.Memory.RemoveRange(1, r.Memory.Count - 1))),
        ("modules.ok", State.Ok, look => look),
        ("modules.missing", State.Limited,
            look => look.With(r => r.Memory.Change(s => s with { Modules = [.. s.Modules.Where(m => m.Module != "p2p.addr_manager")] }))),
        ("modules.twice", State.Limited, look => look.With(r => r.Memory.Change(s => s with { Modules = [.. s.Modules, s.Modules[0]] }))),
        ("modules.none", State.Impossible, look => look.With(r => r.Memory.Change(s => s with { Modules = [] }))),
        ("modules.untold", State.Limited, look => look.With(r => r.Memory.Clear())),
        ("metrics.ok", State.Ok, look => look),
        ("metrics.floors", State.Limited, look => look.With(r => r.Metrics.Miss(MissKind.NotFound, "status 404"))),
        ("metrics.none", State.Impossible, look => look.With(r => { r.Metrics.Clear(); r.Memory.Clear(); })),
        ("metrics.blind", State.Limited, look => look.With(r => r.Metrics.Change(s => s with { NextGc = null }))),
        ("metrics.lacking", State.Limited, look => look.With(r => r.Metrics.Change(s => s with { OpenFiles = null }))),
        ("diagnostics.ok", State.Ok, look => look with { HttpOwner = null }),
        ("diagnostics.process", State.Ok, look => look with { HttpOwner = 7, DiagnosticsOwner = 7 }),
        ("diagnostics.off", State.Limited, look => look.With(r => r.Diagnostics.Miss(MissKind.Refused, "connection refused"))),
        ("diagnostics.unreadable", State.Limited, look => look.With(r => r.Diagnostics.Miss(MissKind.Unreadable, "num_gc: not there"))),
        ("diagnostics.otherProcess", State.Limited,
            look => look.With(r => r.Diagnostics.Change(s => s with { NumGc = s.NumGc + 1 })) with { HttpOwner = 7, DiagnosticsOwner = 8 }),
        ("diagnostics.other", State.Limited,
            look => look.With(r => r.Diagnostics.Change(s => s with { NextGcMiB = s.NextGcMiB + 50 })) with { HttpOwner = null }),
        ("diagnostics.untold", State.Limited, look => look.With(r => r.Metrics.Clear()) with { HttpOwner = null }),
        ("diagnostics.unnamed", State.Limited, look => look.With(r => r.Diagnostics.Clear())),
        ("rate.ok", State.Ok, look => look),
        ("rate.seen", State.Ok, look => look with { Burst = null }),
        ("rate.eaten", State.Limited, look => look with { Burst = (20, 3) }),
        ("rate.full", State.Impossible, look => look with { Burst = (20, 20) }),
        ("rate.untold", State.Limited, look => Nobody(look)),
        ("clock.ok", State.Ok, look => look with { Clock = (TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(0.5)) }),
        ("clock.ahead", State.Limited, look => look with { Clock = (TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8)) }),
        ("clock.behind", State.Limited, look => look with { Clock = (TimeSpan.FromSeconds(-8), TimeSpan.FromSeconds(-7)) }),
        ("clock.untold", State.Limited, look => look with { Clock = null }),
        ("identity.ok", State.Ok, look => look),
        ("identity.otherChain", State.Impossible,
            look => look.With(r => r.Chain[^1] = r.Chain[^1] with { Sample = new ChainSample("0x1") })),
        ("identity.otherProcess", State.Impossible,
            look => look.With(r => r.Metrics[^1] = r.Metrics[^1] with { Sample = r.Metrics[^1].Sample! with { StartTimeSeconds = 1 } })),
        ("identity.noChain", State.Limited, look => look.With(r => r.Chain.Miss(MissKind.NotFound, "status 404"))),
        ("coins.ok", State.Ok, look => look),
        ("coins.few", State.Ok, look => look with { Coins = (3, 40) }),
        ("coins.untold", State.Ok, look => look with { Coins = null }),
        ("identity.noStart", State.Limited, look => look.With(r => r.Metrics.Change(s => s with { StartTimeSeconds = null }))),
    ];

    private PreflightLook _good = null!;

    [OneTimeSetUp]
    public async Task Look() => _good = await Looks.AtAsync(NodeBehaviour.Flat);

    // The lines of a service that is no WES node have cases of their own.
    private static readonly System.Text.RegularExpressions.Regex OfGoAlone =
        new("^(page|liveHeap|settings|pprof|process)\\.|^identity\\.(start|untold|pid)$|^clock\\.untold$");

    public static IEnumerable<string> Keys => States.Select(s => s.Key);

    [TestCaseSource(nameof(Keys))]
    public void A_line_has_this_state(string key)
    {
        var (_, state, change) = States.Single(s => s.Key == key);
        var line = PreflightReport.Of(change(_good)).Lines.Single(l => l.Check == key.Split('.')[0]);

        line.Code.ShouldBe(key.Split('.')[1]);
        line.State.ShouldBe(state);
        foreach (var language in Enum.GetValues<Language>())
        {
            line.Text(language).ShouldNotContain("{");
            if (state == State.Impossible)
                line.Advice(language).ShouldNotBeNullOrEmpty();
        }
    }

    [Test]
    public void Every_text_has_a_case()
    {
        var texts = ResourceTexts.Beside(typeof(PreflightLine))
            .In(Language.English).All.Keys.Where(k => !k.EndsWith(".do", StringComparison.Ordinal)).ToList();
        texts.ShouldNotBeEmpty();

        texts.Where(t => !OfGoAlone.IsMatch(t)).Except(Keys).ShouldBeEmpty();
        Keys.Where(k => !OfGoAlone.IsMatch(k)).Except(texts).ShouldBeEmpty();
    }

    [Test]
    public void A_container_s_ports_are_the_same_node_when_their_figures_agree() =>
        PreflightReport.Of(_good with { HttpOwner = 7, DiagnosticsOwner = 8 }).Lines.Single(l =>
            l.Check == "diagnostics").Code.ShouldBe("ok");

    [Test]
    public void A_collection_dated_in_the_future_is_a_clock_ahead() =>
        PreflightReport.Of(_good.With(r => r.Metrics.Change(s => s with { LastGcSeconds = s.LastGcSeconds + 3600 }))).Lines.Single(l =>
            l.Check == "clock").Code.ShouldBe("ahead");

    [Test]
    public async Task A_chain_that_pays_to_none_of_the_test_keys_is_told_with_what_to_do()
    {
        var look =
            await Looks.AtAsync(NodeBehaviour.Flat, options => options with { Funded = [.. TestAddresses.First(3)] });
        look.Coins.ShouldBe((3, 40));
        var line = PreflightReport.Of(look).Lines.Single(l => l.Check == "coins");
        line.Text(Language.English).ShouldBe("3 of the first 40 test keys hold a coin: 0.1 transfers a second over gaps of 30 s");
        line.Advice(Language.English)!.ShouldContain("fund");
    }

    private static PreflightLook Nobody(PreflightLook look) => look.With(r =>
    {
        r.Memory.Miss(MissKind.Refused, "connection refused");
        r.Metrics.Miss(MissKind.Refused, "connection refused");
        r.Chain.Miss(MissKind.TimedOut, "no answer in 5 s");
    });

    private static MemorySample Module(MemorySample sample, string module, double objects, double bytes) =>
        sample with
        {
            Modules = [.. sample.Modules.Select(m => m.Module == module
            ? m with { Objects = objects, ApproxBytes = bytes } : m)]
        };
}
