using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Tests;

/// <summary>
/// A live run or recording whose output can't go on: it ends at once with what was kept, never at its planned end, and
/// what was never writable is bad input.
/// </summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.All)]
internal sealed class LostOutputTests
{
    /// <summary>A folder where not even root may make another.</summary>
    private const string Forbidden = "/sys/kernel/guarded";

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_disk_that_fills_ends_a_live_run_at_once_and_leaves_nothing(bool wrapper)
    {
        using var run = new FaultRun(FaultRun.Started(wrapper), lastSeconds: 60,
            shell: "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 60");

        (await run.EndAsync(40)).ShouldBe(ExitCodes.Unwritable, run.Said);

        run.Said.ShouldContain("the file would be too large");
        run.Said.ShouldContain("lines written before are kept");
        run.Said.ShouldNotContain("internal error");
        run.Judged().Verdicts.ShouldAllBe(v => v.Outcome == Outcome.Inconclusive, run.Said);
        await run.ShouldLeaveNothingAsync();
    }

    [Test]
    public async Task A_run_whose_folder_was_deleted_meanwhile_is_not_fine()
    {
        using var run = new FaultRun(FaultRun.Started(behindWrapper: false), lastSeconds: 12);
        await run.UntilAsync("last");
        run.DeleteRun();

        (await run.EndAsync(60)).ShouldBe(ExitCodes.Unwritable, run.Said);

        run.Said.ShouldContain("run.jsonl can't be written: it was deleted meanwhile");
        run.Said.ShouldNotContain("internal error");
        await run.ShouldLeaveNothingAsync();
    }

    [Test]
    public async Task A_recording_whose_folder_was_deleted_meanwhile_is_not_fine()
    {
        await using var node = await TestNodes.TestNode.StartAsync(TestNodes.NodeBehaviour.Flat, TimeProvider.System);
        using var folder = new TemporaryFolder();
        var recording = ToolProcess.RunAsync(
            $"wesmemguard record --url {node.Http} --diagnostics-url {node.Diagnostics} --for '20 s' --out rec",
            folder.Path);
        var exchanges = Path.Combine(folder.Path, "rec", "exchanges.jsonl");
        for (var i = 0; i < 300 && !(File.Exists(exchanges) && new FileInfo(exchanges).Length > 0); i++)
            await Task.Delay(100);
        Directory.Delete(Path.Combine(folder.Path, "rec"), recursive: true);

        var (code, _, error) = await recording;

        code.ShouldBe(ExitCodes.Unwritable, error);
        error.ShouldContain("it was deleted meanwhile");
        error.ShouldNotContain("internal error");
    }

    [TestCase("wesmemguard run held-x --out " + Forbidden)]
    [TestCase("wesmemguard record --url http://127.0.0.1:1 --for '1 s' --out " + Forbidden)]
    public async Task Where_nobody_may_write_is_bad_input(string line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("held-x/scenario.json",
            $$"""{ "recording": "{{RepositoryFolder.Recording("rest-disabled")}}" }""");
        folder.Write("held-x/budget.json",
            """{ "limits": [ { "of": "process", "metric": "rss", "peak": "64 GiB" } ] }""");

        var (code, _, error) = await ToolProcess.RunAsync(line, folder.Path);

        code.ShouldBe(ExitCodes.BadInput, error);
        error.ShouldContain(Forbidden);
        error.ShouldNotContain("   at ");
    }
}
