using WesMemGuard.Clients;
using WesMemGuard.Comparison;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Clients;

/// <summary>Clients of two builds, simulated: levels after cycles of calls with what a runtime adds and takes by itself.</summary>
internal sealed class ClientComparisonTests
{
    private const string Path = "static Wallet._quotes (Dictionary<string, Quote>) → [] → Quote";

    [Test]
    public void A_leak_of_the_head_is_worse_and_its_type_and_path_are_new()
    {
        var verdict = Judge(Client(0, seed: 1), Client(112, seed: 2, types: [new MeasuredType("Quote", 1, 100, Path)]));

        verdict.ExitCode.ShouldBe(1);
        var poll = verdict.Differences.ShouldHaveSingleItem();
        (poll.Name, poll.Outcome).ShouldBe(("poll", BuildOutcome.Worse));
        poll.Value!.Value.ShouldBe(112, 1);
        poll.Low!.Value.ShouldBeInRange(105, 112);
        poll.Types.ShouldBe([new DifferingType("Quote", 100, 1, Path, IsNew: true, IsNewPath: false)]);
    }

    [Test]
    public void A_leak_that_both_have_is_the_same_and_one_that_only_the_base_has_is_better()
    {
        MeasuredType[] kept = [new("Quote", 1, 100, Path)];

        Judge(Client(112, seed: 1, types: kept), Client(112, seed: 2, types: kept)).Outcome.ShouldBe(BuildOutcome.Same);
        Judge(Client(112, seed: 1, types: kept), Client(0, seed: 2)).ExitCode.ShouldBe(0);
        Judge(Client(112, seed: 1, types: kept), Client(0, seed: 2)).Outcome.ShouldBe(BuildOutcome.Better);
    }

    [Test]
    public void A_type_on_another_path_is_told()
    {
        var verdict = Judge(Client(50, seed: 1, types: [new MeasuredType("Quote", 1, 50, Path)]),
            Client(150, seed: 2, types: [new MeasuredType("Quote", 3, 150, "static Pool._free (List<Quote>) → Quote")]));

        var type = verdict.Differences[0].Types.ShouldHaveSingleItem();
        (type.BytesPerCall, type.CountPerCall, type.IsNew, type.IsNewPath).ShouldBe((100, 2, false, true));
    }

    /// <summary>Bytes alone break no limit, and make no build worse.</summary>
    [Test]
    public void Bytes_that_no_type_shows_or_that_come_in_a_rest_make_nothing_worse()
    {
        var bytes = Judge(Client(0, seed: 1), Client(112, seed: 2));
        var ticks = Client(112, seed: 2, types: [new MeasuredType("Tick", 1, 100, null)]) with { WithoutCalls = 0.8 };
        var timer = Judge(Client(0, seed: 1), ticks);

        (bytes.ExitCode, timer.ExitCode).ShouldBe((2, 2));
        bytes.Differences[0].Reason.In(Language.English).ShouldContain("no types that grow with its calls show it");
        timer.Differences[0].Reason.In(Language.English).ShouldContain("80 % of the head's growth");
    }

    [Test]
    public void A_list_that_doubles_is_worse_though_its_levels_stand_still_for_most_of_the_time()
    {
        var levels = Enumerable.Range(0, 12).Select(i => new MeasuredLevel(1000 * i, 1e6 + (i < 9 ? 0 : 130_000), i)).ToList();
        var doubles = Client(0, seed: 3, types: [new MeasuredType("long[]", 0, 16, "static Log._seen (List<long>) → long[]")]) with
        {
            Levels = levels,
        };

        var verdict = Judge(Client(0, seed: 1), doubles);

        verdict.Outcome.ShouldBe(BuildOutcome.Worse);
        verdict.Differences[0].High.ShouldBeNull();
        verdict.Differences[0].Measured.In(Language.English)
            .ShouldMatch(@"^\+1[56](\.\d+)? B \(in steps: at least [34](\.\d+)? B\)$");
        Judge(doubles, doubles).Outcome.ShouldBe(BuildOutcome.CantTell);
    }

    [Test]
    public void A_client_of_one_build_only_is_not_measured_and_several_of_one_name_go_by_their_order()
    {
        var (one, other) = (Client(0, seed: 1), Client(0, seed: 2));

        var verdict = ClientComparison.Judge([new ClientRound([one, one], [other, other, other])]);

        verdict.Differences.Select(d => (d.Name, d.Outcome)).ShouldBe(
            [("poll", BuildOutcome.Same), ("poll #2", BuildOutcome.Same), ("poll #3", BuildOutcome.CantTell)]);
        verdict.ExitCode.ShouldBe(3);
        ClientComparison.Judge([new ClientRound([], [])]).ExitCode.ShouldBe(3);
    }

    /// <summary>The bar of builds: at most 1 % of equal ones are called different.</summary>
    [Test]
    public void Equal_builds_are_hardly_ever_called_different()
    {
        var outcomes = Enumerable.Range(0, 300).Select(i => Judge(Client(0, seed: i), Client(0, seed: 1000 + i)).Outcome).ToList();

        outcomes.Count(o => o is BuildOutcome.Worse or BuildOutcome.Better).ShouldBeLessThanOrEqualTo(3);
        outcomes.Count(o => o == BuildOutcome.Same).ShouldBeGreaterThan(270);
    }

    [Test]
    public void A_measurement_comes_back_as_it_was_left()
    {
        var left = Client(112, seed: 1, types: [new MeasuredType("Quote", 1, 100, Path), new MeasuredType("long[]", 0, 8, null)]) with
        {
            IsQuiet = false,
            WithoutCalls = 0.1,
        };

        var read = MeasurementFile.Read(MeasurementFile.Write(left), "a.client.json");

        read.Levels.ShouldBe(left.Levels);
        read.Types.ShouldBe(left.Types);
        (read with { Levels = left.Levels, Types = left.Types }).ShouldBe(left);
    }

    [TestCase("""{ "name": 5 }""", "a.client.json:1:1: \"levels\" needs an array of at most 10000 items")]
    [TestCase("""{ "name": 5, "levels": [[0, 1, 2], [5, 1, 2]] }""", "a.client.json:1:11: \"name\" needs a string of 1 to 2000 characters")]
    [TestCase("""{ "levels": [[0, 1, 2], [0, 1, 2]] }""",
        "a.client.json:1:1: \"levels\" needs at least two levels with an increasing number of calls")]
    [TestCase("""{ "levels": [[0, 1], [5, 1, 2]] }""", "a.client.json:1:14: a level is [calls, bytes, seconds], each from 0")]
    [TestCase("[", "a.client.json:1:")]
    public void What_is_no_measurement_is_refused_with_its_place(string text, string said) =>
        Should.Throw<BadInputException>(() => MeasurementFile.Read(System.Text.Encoding.UTF8.GetBytes(text), "a.client.json"))
            .Message.ShouldContain(said);

    private static ClientComparisonVerdict Judge(ClientMeasurement before, ClientMeasurement after) =>
        ClientComparison.Judge([new ClientRound([before], [after])]);

    /// <summary>A level each 1,000 calls; a few hundred bytes come and go, and now and then there is a step of the runtime's own.</summary>
    private static ClientMeasurement Client(double bytesPerCall, int seed, MeasuredType[]? types = null)
    {
        var random = new Random(seed);
        var step = 0.0;
        var levels = Enumerable.Range(0, 12).Select(i =>
        {
            step += random.NextDouble() < 0.05 ? 1024 : 0;
            return new MeasuredLevel(500 + (1000 * i), 2e6 + (bytesPerCall * 1000 * i) + step + random.Next(-200, 201), 0.1 * (i + 1));
        }).ToList();
        return new ClientMeasurement("poll", levels, 500, TimeSpan.FromSeconds(1.5))
        {
            Types = types ?? [],
            IsWalked = types is not null,
        };
    }
}
