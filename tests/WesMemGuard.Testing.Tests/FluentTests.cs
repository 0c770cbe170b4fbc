using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Testing.Tests;

internal sealed class FluentTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private MemoryRun _short = null!;
    private MemoryRun _idle = null!;

    [OneTimeSetUp]
    public async Task Replay()
    {
        _short = await GuardFiles.RunAsync(RepositoryFolder.Recording("rest-disabled"));
        _idle = await GuardFiles.RunAsync(RepositoryFolder.Recording("idle"));
    }

    [Test]
    public void What_held_passes()
    {
        _idle.Process().LiveHeap.ShouldGrowAtMost("2 MiB", per: Hour);
        _idle.Process().Goroutines.ShouldGrowAtMost(10, per: Hour);
        _idle.Process().Rss.ShouldPeakAtMost("256 MiB");
        _idle.Process().Rss.In("idle").ShouldPeakAtMost("256 MiB");
        _idle.Module("storage").Objects.ShouldPeakAtMost(4);
        _idle.ShouldHold(GuardFiles.Budget(Path.Combine(RepositoryFolder.Scenarios, "holds-idle/budget.json")));
    }

    [Test]
    public void What_is_broken_fails_with_the_message_of_the_house()
    {
        var lines = Failure(() => _short.Process().Rss.ShouldPeakAtMost("16 MiB")).Split('\n');

        lines[0].ShouldBe("rss in scenario \"rest-disabled\" should stay at or below 16.0 MiB");
        lines[1].ShouldStartWith("    but reached 88.5 MiB");
        lines[3].ShouldStartWith("  budget     peak <= 16.0 MiB");
        lines[3].ShouldContain("FluentTests.cs:");
    }

    [Test]
    public void What_was_never_measured_fails() =>
        Failure(() => _short.Module("mempool.txpool").Bytes.After(TimeSpan.FromMinutes(1)).ShouldGrowAtMost("1 MiB", per: Hour))
            .ShouldContain("REST is off");

    [Test]
    public void A_module_short_for_its_bytes() =>
        Failure(() => _short.Module("mempool.txpool").ShouldGrowAtMost("1 MiB", per: Hour))
            .ShouldStartWith("mempool.txpool bytes in scenario");

    [Test]
    public void What_can_not_be_judged_fails_unless_accepted()
    {
        Failure(() => _short.Process().LiveHeap.ShouldGrowAtMost("1 MiB", per: Hour)).ShouldContain("could not be judged");
        var budget = BudgetFile.Read("""
            { "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "1 MiB" } ] }
            """u8.ToArray(), "b.json");

        Should.Throw<InconclusiveException>(() => _short.ShouldHold(budget, WhenInconclusive.AssertInconclusive));
    }

    [Test]
    public void A_budget_fails_with_the_messages_of_all_that_did_not_hold()
    {
        var budget = BudgetFile.Read("""
            { "limits": [
              { "of": "process", "metric": "rss", "peak": "1 MiB" },
              { "of": "process", "metric": "rss", "peak": "1 GiB" },
              { "of": "process", "metric": "rss", "peak": "2 MiB" } ] }
            """u8.ToArray(), "b.json");

        var message = Failure(() => _short.ShouldHold(budget));

        message.ShouldContain("should stay at or below 1.0 MiB\n");
        message.ShouldContain("\n\nrss in scenario \"rest-disabled\" should stay at or below 2.0 MiB\n");
        message.ShouldNotContain("1,024.0 MiB");
    }

    [Test]
    public void A_growth_is_told_per_hour_whatever_time_it_was_given_for() =>
        Failure(() => _idle.Process().LiveHeap.After(TimeSpan.Zero).ShouldGrowAtMost("0 B", per: TimeSpan.FromMinutes(1)))
            .ShouldContain("MiB/h");

    [Test]
    public async Task All_that_a_budget_s_file_can_say_can_be_said()
    {
        var run = await GuardFiles.RunAsync("scenarios/_recordings/transfers");

        run.Load("transfers").Failed.ShouldPeakAtMost(21);
        Failure(() => run.Load("transfers").Failed.ShouldPeakAtMost(20)).ShouldContain("but reached 21");
        run.Process().Goroutines.ShouldGrowAtMost(1000, from: "warm", to: "transfers");
        run.Process().Goroutines.In("transfers").ShouldGrowAtMost(1, per: WorkUnit.Transfer);
        Failure(() => run.Module("mempool.txpool").MeasuredBytes.ShouldGrowAtMost("1 B", from: "warm", to: "transfers"))
            .ShouldStartWith("mempool.txpool measuredBytes in scenario \"transfers\"");
        Failure(() => run.Process().LiveHeap.By(Evidence.Gc).ShouldGrowAtMost("1 GiB", per: Hour)).ShouldContain("gc=1");
        Failure(() => run.Process().LiveHeap.FullBy(TimeSpan.FromMinutes(1)).ShouldGrowAtMost("1 B", per: Hour)).ShouldContain("but grew");
        _idle.Module("event").QueueLength.MayBeZero().ShouldPeakAtMost(5);
        Failure(() => _idle.Module("event").QueueLength.ShouldPeakAtMost(5)).ShouldContain("zeroExpected");
        Should.Throw<BadInputException>(() => run.Process().Rss.FullBy(Hour).ShouldPeakAtMost("1 GiB")).Message
            .ShouldContain("\"saturatesBy\" has no effect on a peak");
    }

    [Test]
    public void A_message_names_what_was_read_and_no_file_that_was_never_written()
    {
        var message = Failure(() => _short.Process().Rss.ShouldPeakAtMost("16 MiB"));

        message.ShouldContain("_recordings/rest-disabled");
        message.ShouldNotContain("runs/");
    }

    [TestCase("1 MB5")]
    [TestCase("5")]
    [TestCase("-1 MiB")]
    public void A_size_that_is_none_is_refused_with_the_line_of_the_test(string size) =>
        Should.Throw<BadInputException>(() => _short.Process().Rss.ShouldPeakAtMost(size)).Message.ShouldStartWith("FluentTests.cs:");

    [Test]
    public void A_count_is_no_size_and_a_size_no_count()
    {
        Should.Throw<BadInputException>(() => _short.Process().Rss.ShouldPeakAtMost(5));
        Should.Throw<BadInputException>(() => _short.Process().Goroutines.ShouldPeakAtMost("5 MiB"));
    }

    [Test]
    public void No_time_at_all_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _short.Process().LiveHeap.ShouldGrowAtMost("1 MiB", per: TimeSpan.Zero));

    [Test]
    public void Unknown_modules_and_phases_are_refused()
    {
        Should.Throw<BadInputException>(() => _idle.Module("mempol").Objects.ShouldPeakAtMost(5)).Message.ShouldContain("mempol");
        Should.Throw<BadInputException>(() =>
            _idle.Process().Rss.ShouldReturnTo("warm", after: "settle", within: "1 MiB")).Message.ShouldContain("warm");
        Should.Throw<BadInputException>(() =>
            _idle.Process().Goroutines.ShouldReturnTo("warm", after: "settle", within: 5)).Message.ShouldContain("settle");
    }

    [Test]
    public void A_budget_file_that_is_not_there_is_bad_input_and_where_it_was_looked_for_is_told()
    {
        var said = Should.Throw<BadInputException>(() => GuardFiles.Budget("nowhere.json")).Message;

        said.ShouldStartWith("nowhere.json: is neither in ");
        said.ShouldContain(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
    }

    [Test]
    public async Task Paths_begin_at_the_test_project_whatever_the_working_folder_is()
    {
        GuardFiles.Budget("scenarios/holds-idle/budget.json").Limits.Count.ShouldBe(3);
        (await GuardFiles.RunAsync("scenarios/_recordings/rest-disabled")).Header.Name.ShouldBe("rest-disabled");
    }

    private static string Failure(Action assertion) => Should.Throw<AssertionException>(assertion).Message;
}
