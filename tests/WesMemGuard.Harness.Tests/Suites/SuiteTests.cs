using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Suites;

internal sealed class SuiteTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_folder_with_a_scenario_file_is_a_scenario_and_nothing_is_compared()
    {
        _folder.Write("one/scenario.json", "{}");

        var suite = Find("one");

        suite.ComparesExpectations.ShouldBeFalse();
        suite.Scenarios.Single().FolderName.ShouldBe("one");
    }

    [Test]
    public void Any_other_folder_is_a_suite_walked_in_the_order_of_names()
    {
        _folder.Write("suite/b/scenario.json", "{}");
        _folder.Write("suite/a/deep/scenario.json", "{}");
        _folder.Write("suite/_kept/scenario.json", "{}");
        _folder.Write("suite/README.md", "");

        var suite = Find("suite");

        suite.ComparesExpectations.ShouldBeTrue();
        suite.Scenarios.Select(s => s.Shown).ShouldBe(["suite/a/deep", "suite/b"]);
    }

    [Test]
    public void A_suite_beside_a_scenario_compares_and_counts_each_scenario_once()
    {
        _folder.Write("suite/a/scenario.json", "{}");

        var suite = Find("suite/a", "suite", "./suite/");

        suite.ComparesExpectations.ShouldBeTrue();
        suite.Scenarios.Count.ShouldBe(1);
    }

    [Test]
    public void A_path_that_does_not_exist_is_bad_input_and_all_of_them_are_named()
    {
        _folder.Write("suite/a/scenario.json", "{}");

        Refusal("nowhere", "suite", "gone/too").ShouldBe("nowhere: is not there\ngone/too: is not there");
    }

    [Test]
    public void A_file_is_no_scenario()
    {
        _folder.Write("suite/a/scenario.json", "{}");

        Refusal("suite/a/scenario.json").ShouldBe("suite/a/scenario.json: is a file; give a scenario's folder or a folder of scenarios");
    }

    [Test]
    public void A_suite_without_scenarios_is_bad_input()
    {
        _folder.Write("suite/_recordings/x/scenario.json", "{}");

        Refusal("suite")
            .ShouldBe("suite: is a suite without scenarios: no folder in it contains scenario.json "
                + "(folders that begin with _ are skipped)");
    }

    [Test]
    public void A_folder_within_a_suite_that_lost_its_scenario_file_does_not_vanish_silently()
    {
        _folder.Write("suite/a/scenario.json", "{}");
        _folder.Write("suite/b/budget.json", "{}");

        Refusal("suite").ShouldBe("suite/b: contains budget.json but no scenario.json");
    }

    [TestCase("transfers", new[] { "breaks-transfers" })]
    [TestCase("breaks-transfers", new[] { "breaks-transfers" })]
    [TestCase("*idle", new[] { "holds-idle", "holds-live-idle" })]
    public void Only_takes_names_of_folders_and_scenarios(string only, string[] expected)
    {
        WriteThree();

        Suite.Find(["."], _folder.Path, [only]).Scenarios.Select(s => s.FolderName).ShouldBe(expected);
    }

    [Test]
    public void A_name_that_matches_nothing_is_bad_input_that_says_what_there_is()
    {
        WriteThree();

        Should.Throw<BadInputException>(() => Suite.Find(["."], _folder.Path, ["idle", "IDLE"])).Message
            .ShouldBe("--only IDLE: matches no scenario; there are: breaks-transfers, holds-idle, holds-live-idle");
    }

    [TestCase("holds-x", Outcome.Held, "x")]
    [TestCase("breaks-x-y", Outcome.Broken, "x-y")]
    [TestCase("inconclusive-x", Outcome.Inconclusive, "x")]
    [TestCase("notmeasured-x", Outcome.NotMeasured, "x")]
    [TestCase("x-holds-", null, "x-holds-")]
    [TestCase("holds-", null, "holds-")]
    public void The_prefix_of_a_folder_says_its_worst_outcome(string folder, Outcome? outcome, string name)
    {
        _folder.Write($"{folder}/scenario.json", "{}");

        var scenario = Find(folder).Scenarios.Single();

        scenario.ExpectedOutcome.ShouldBe(outcome);
        scenario.Name.ShouldBe(name);
    }

    [Test]
    public void Scenarios_of_the_same_name_get_run_folders_of_their_own()
    {
        _folder.Write("suite/a/x/scenario.json", "{}");
        _folder.Write("suite/b/x/scenario.json", "{}");

        Find("suite").Scenarios.Select(s => s.RunName).ShouldBe(["x", "x-2"]);
    }

    private void WriteThree()
    {
        foreach (var name in new[] { "holds-idle", "holds-live-idle", "breaks-transfers" })
            _folder.Write($"{name}/scenario.json", "{}");
    }

    private Suite Find(params string[] paths) => Suite.Find(paths, _folder.Path, []);

    private string Refusal(params string[] paths) => Should.Throw<BadInputException>(() => Find(paths)).Message;
}
