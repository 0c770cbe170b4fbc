using WesMemGuard.Harness.Bisecting;
using WesMemGuard.Input;

namespace WesMemGuard.Harness.Tests.Bisecting;

/// <summary>Bisections of a repository of 64 changes that the test makes; a stand-in builds and judges at once.</summary>
internal sealed class BisectionTests
{
    private const int Changes = BisectionBar.Changes;

    private TemporaryFolder _folder = null!;
    private BisectionBar _bar = null!;
    private string[] _commits = null!;

    [OneTimeSetUp]
    public async Task MakeRepository()
    {
        _folder = new TemporaryFolder();
        _bar = await BisectionBar.MakeAsync(_folder.Path);
        _commits = _bar.Commits;
    }

    [OneTimeTearDown]
    public void RemoveRepository() => _folder.Dispose();

    private BisectJournal NewJournal() => _bar.NewJournal();

    /// <summary>The bench prints the same for 50, whose figures stand in docs/bisect.md.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task The_leak_is_found_among_builds_that_fail_and_a_run_that_errs(int seed)
    {
        var (result, isRight) = await _bar.RunAsync(seed);

        isRight.ShouldBeTrue();
        result.Doubt.ShouldBeNull();
        result.Judged.ShouldBeLessThanOrEqualTo(BisectionBar.MostSteps);
    }

    [Test]
    public async Task One_run_a_commit_is_led_astray_by_the_run_that_errs()
    {
        // The guard of the test above: where a single run is believed, the same repository gives a wrong commit.
        var judge = new BisectionBar.StandIn(Leak: 20, FailingBuilds: [], Flaky: 32);
        var result = await new Bisection(judge, NewJournal()) { Agree = 1 }
            .RunAsync(_folder.Path, _commits[0], _commits[Changes], CancellationToken.None);

        result.FirstBad.ShouldNotBe(_commits[20]);
    }

    /// <summary>Whether the commit that is skipped is marked last, or an earlier one than what leaves nothing but it.</summary>
    [Test]
    public async Task Where_a_commit_at_the_leak_does_not_build_both_are_named([Range(17, 24)] int leak)
    {
        var judge = new BisectionBar.StandIn(leak, FailingBuilds: [leak], Flaky: -1);
        var result = await new Bisection(judge, NewJournal())
            .RunAsync(_folder.Path, _commits[0], _commits[Changes], CancellationToken.None);

        result.FirstBad.ShouldBeNull();
        result.Left.ShouldBe([_commits[leak + 1], _commits[leak]]);
    }

    [Test]
    public async Task Where_the_commit_before_does_not_build_both_are_named()
    {
        var judge = new BisectionBar.StandIn(Leak: 20, FailingBuilds: [19], Flaky: -1);
        var result = await new Bisection(judge, NewJournal())
            .RunAsync(_folder.Path, _commits[0], _commits[Changes], CancellationToken.None);

        result.FirstBad.ShouldBeNull();
        result.Left.ShouldBe([_commits[20], _commits[19]]);
    }

    [Test]
    public async Task An_end_that_is_not_what_was_said_is_told()
    {
        var judge = new BisectionBar.StandIn(Leak: 99, FailingBuilds: [], Flaky: -1);
        var result = await new Bisection(judge, NewJournal())
            .RunAsync(_folder.Path, _commits[0], _commits[Changes], CancellationToken.None);

        result.Doubt.ShouldNotBeNull().Id.ShouldBe("bisect.badIsGood");
    }

    [Test]
    public async Task An_end_that_can_not_be_judged_is_told_too()
    {
        // All between hold: the first bad commit would be the last, which nobody has seen to be bad.
        var judge = new BisectionBar.StandIn(Leak: 99, FailingBuilds: [Changes], Flaky: -1);
        var result = await new Bisection(judge, NewJournal())
            .RunAsync(_folder.Path, _commits[0], _commits[Changes], CancellationToken.None);

        result.FirstBad.ShouldBe(_commits[Changes]);
        result.Doubt.ShouldNotBeNull().Id.ShouldBe("bisect.endUntold");
    }

    [Test]
    public async Task More_commits_than_can_be_searched_are_refused()
    {
        var bisection = new Bisection(new BisectionBar.StandIn(20, [], -1), NewJournal()) { MostCommits = Changes - 1 };

        var wrong = await Should.ThrowAsync<BadInputException>(() =>
            bisection.RunAsync(_folder.Path, _commits[0], _commits[Changes], CancellationToken.None));

        wrong.Reason.ToString().ShouldContain("bisect.manyCommits");
    }

    [Test]
    public async Task What_was_learnt_is_not_run_again()
    {
        var file = Path.Combine(_folder.Path, ".git", "learnt", "bisect.jsonl");
        var judge = new BisectionBar.StandIn(Leak: 41, FailingBuilds: [], Flaky: -1);
        var first = await RunAsync("a");
        var second = await RunAsync("a");
        var other = await RunAsync("b");

        first.Runs.ShouldBeGreaterThan(10);
        (second.FirstBad, second.Runs).ShouldBe((first.FirstBad, 0));
        other.Runs.ShouldBe(first.Runs);

        Task<BisectResult> RunAsync(string key) => new Bisection(judge, BisectJournal.Open(file, "bisect.jsonl", key))
            .RunAsync(_folder.Path, _commits[0], _commits[Changes], CancellationToken.None);
    }

    [Test]
    public async Task The_checkout_of_the_user_stays_and_nothing_is_left_behind()
    {
        await _bar.RunAsync(4);

        (await GitRepository.GitAsync(_folder.Path, "", "worktree", "list", "--porcelain"))
            .Split('\n').Count(l => l.StartsWith("worktree ", StringComparison.Ordinal)).ShouldBe(1);
        (await GitRepository.GitAsync(_folder.Path, "", "for-each-ref", "--format=%(refname)")).Trim().ShouldBe("refs/heads/main");
    }

    [TestCase("nowhere", "main", "bisect.noCommit")]
    [TestCase("--all", "main", "bisect.noCommit")]
    [TestCase("main", "main~3", "bisect.noAncestor")]
    [TestCase("main", "main", "bisect.noAncestor")]
    public async Task Revisions_that_are_none_are_bad_input(string good, string bad, string why)
    {
        var bisection = new Bisection(new BisectionBar.StandIn(1, [], -1), NewJournal());
        var wrong = await Should.ThrowAsync<BadInputException>(() =>
            bisection.RunAsync(_folder.Path, good, bad, CancellationToken.None));

        wrong.Reason.ToString().ShouldContain(why);
    }
}
