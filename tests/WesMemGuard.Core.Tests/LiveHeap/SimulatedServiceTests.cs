using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.LiveHeap;

/// <summary>
/// Over services whose goal is hard to read nothing that leaks is held, and nothing that doesn't is broken.
/// </summary>
internal sealed class SimulatedServiceTests
{
    private const int Services = 60;
    private const string Growth = """{ "of": "process", "metric": "liveHeap", "growthPerHour": "10 MiB" }""";
    private const string Peak = """{ "of": "process", "metric": "liveHeap", "peak": "100 MiB" }""";

    /// <summary>Names of what is hard: goroutines that grow or shrink, a hidden GOGC, a limit that binds.</summary>
    public static readonly string[] Hard =
        ["plain", "goroutines", "fewer goroutines", "hidden 100", "hidden 50", "hidden 200", "limit", "hidden limit"];

    [TestCaseSource(nameof(Hard))]
    public void A_leak_is_never_held(string hard)
    {
        var outcomes = Seeds.Select(seed => Of(hard, seed, hours => (80 + (30 * hours)) * ByteSize.MiB).Build())
            .SelectMany(run => new[] { run.By(Growth), run.By(Peak) }).ToList();

        outcomes.Count(v => v.Outcome == Outcome.Held)
            .ShouldBe(0, outcomes.FirstOrDefault(v => v.Outcome == Outcome.Held)?.Message.In(Language.English));
        if (hard is "plain" or "hidden 100")
            outcomes.Count(v => v.Outcome == Outcome.Broken)
                .ShouldBeGreaterThan(Services * 8 / 10, "a test that never breaks tells nothing");
    }

    [TestCaseSource(nameof(Hard))]
    public void What_does_not_leak_is_never_broken(string hard)
    {
        var outcomes = Seeds.Select(seed => Of(hard, seed, _ => 80 * ByteSize.MiB).Build())
            .SelectMany(run => new[] { run.By(Growth), run.By(Peak) }).ToList();

        outcomes.Count(v => v.Outcome == Outcome.Broken)
            .ShouldBe(0, outcomes.FirstOrDefault(v => v.Outcome == Outcome.Broken)?.Message.In(Language.English));
        if (hard is "plain" or "hidden 100")
            outcomes.Count(v => v.Outcome == Outcome.Held).ShouldBeGreaterThan(Services,
                "a test that never holds tells nothing");
    }

    private static IEnumerable<int> Seeds => Enumerable.Range(1, Services);

    private static SimulatedService Of(string hard, int seed, Func<double, double> live)
    {
        var service =
            new SimulatedService { Seed = seed, Live = live, Scanned = 0.05 + (0.7 * new Random(seed).NextDouble()) };
        return hard switch
        {
            "goroutines" => service with { Stacks = hours => (5 + (150 * hours)) * ByteSize.MiB },
            "fewer goroutines" => service with { Stacks = hours => (160 - (150 * hours)) * ByteSize.MiB },
            "hidden 100" => service with { Tells = false },
            "hidden 50" => service with { Tells = false, GoGc = 50 },
            "hidden 200" => service with { Tells = false, GoGc = 200 },
            "limit" => service with { Limit = 150 * ByteSize.MiB },
            "hidden limit" => service with { Limit = 150 * ByteSize.MiB, Tells = false },
            _ => service,
        };
    }
}
