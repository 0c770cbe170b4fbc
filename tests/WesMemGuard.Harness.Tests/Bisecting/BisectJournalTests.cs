using WesMemGuard.Harness.Bisecting;

namespace WesMemGuard.Harness.Tests.Bisecting;

/// <summary>What a bisection learnt is there for the next one, whoever else writes, and however the last one ended.</summary>
internal sealed class BisectJournalTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    private string File => Path.Combine(_folder.Path, "runs", "bisect.jsonl");

    [Test]
    public async Task Sixteen_bisections_lose_no_commit()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            var journal = BisectJournal.Open(File, "bisect.jsonl", "key");
            for (var i = 0; i < 5; i++)
                await journal.LearnAsync($"{writer}-{i}", i % 2 == 0 ? CommitState.Bad : CommitState.Good, default);
        })));

        var known = BisectJournal.Open(File, "bisect.jsonl", "key");
        for (var writer = 0; writer < 16; writer++)
        {
            for (var i = 0; i < 5; i++)
                known.Known($"{writer}-{i}").ShouldBe(i % 2 == 0 ? CommitState.Bad : CommitState.Good, $"{writer}-{i}");
        }

        known.Known("none").ShouldBeNull();
    }

    [Test]
    public async Task A_line_that_was_interrupted_goes_with_the_next()
    {
        _folder.Write("runs/bisect.jsonl", "{\"key\":\"key\",\"commit\":\"a\",\"bad\":true}\n{\"key\":\"key\",\"commit\":\"b");

        await BisectJournal.Open(File, "bisect.jsonl", "key").LearnAsync("c", CommitState.Good, default);

        var known = BisectJournal.Open(File, "bisect.jsonl", "key");
        (known.Known("a"), known.Known("b"), known.Known("c")).ShouldBe((CommitState.Bad, null, CommitState.Good));
        System.IO.File.ReadAllLines(File).Length.ShouldBe(2);
    }
}
