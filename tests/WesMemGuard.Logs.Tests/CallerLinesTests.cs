using WesMemGuard.Input;

namespace WesMemGuard.Logs.Tests;

internal sealed class CallerLinesTests
{
    [Test]
    public void The_last_lines_of_a_caller_are_those_that_the_log_ends_with()
    {
        var all = RealLog.Lines("transfers", "node-system.log.gz")
            .Where(l => l.Contains("\"caller\":\"txpool/", StringComparison.Ordinal)).ToList();
        all.Count.ShouldBeGreaterThan(10);

        CallerLines.Last(RealLog.Folder("transfers"), ["txpool/"], 5).ShouldBe(all.TakeLast(5));
    }

    [Test]
    public void Lines_without_a_caller_other_callers_and_damage_give_nothing()
    {
        using var log = new WrittenLog();
        var file = Path.Combine(log.Folder, "node-system.log");
        File.WriteAllText(file, "noise\n{\"caller\":\"other/x.go:1\",\"message\":\"txpool/\"}\n\n");

        CallerLines.Last(log.Folder, ["txpool/"], 5).ShouldBeEmpty();
        File.WriteAllBytes(file + ".gz", [0x1f, 0x8b, 8, 0, 1]);
        CallerLines.Last(file + ".gz", ["txpool/"], 5).ShouldBeEmpty();
        Should.Throw<BadInputException>(() => CallerLines.Last(Path.Combine(log.Folder, "absent"), ["txpool/"], 5));
    }

    [Test]
    public void A_long_line_is_cut()
    {
        using var log = new WrittenLog();
        File.WriteAllText(Path.Combine(log.Folder, "node-system.log"), "{\"caller\":\"txpool/x.go:1\",\"message\":\""
            + new string('x', 5000) + "\"}\n");

        CallerLines.Last(log.Folder, ["txpool/"], 5).ShouldHaveSingleItem().Length.ShouldBe(1000);
    }
}
