using WesMemGuard.Recording.Writing;

namespace WesMemGuard.Recording.Tests.Writing;

internal sealed class LineTailTests
{
    private readonly List<string> _lines = [];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin()
    {
        _lines.Clear();
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public void End() => _folder.Dispose();

    private string Log => Path.Combine(_folder.Path, "node-system.log");

    [Test]
    public void Whole_lines_come_once_and_a_begun_one_when_it_is_whole()
    {
        File.WriteAllText(Log, "one\ntwo\r\nthr");
        using var tail = new LineTail(Log, _lines.Add);
        tail.Read();
        _lines.ShouldBe(["one", "two"]);
        File.AppendAllText(Log, "ee 资源\nfour");
        tail.Read();
        tail.Read();
        _lines.ShouldBe(["one", "two", "three 资源"]);
    }

    [Test]
    public void A_rotated_log_is_read_to_its_end_and_then_the_new_one()
    {
        File.WriteAllText(Log, "first line\n");
        using var tail = new LineTail(Log, _lines.Add);
        tail.Read();
        File.AppendAllText(Log, "last line\n");
        File.Move(Log, Log + ".1");
        File.WriteAllText(Log, "new\n");
        tail.Read();
        _lines.ShouldBe(["first line", "last line", "new"]);
    }

    [Test]
    public void A_log_that_comes_later_is_read_from_then_on_and_of_a_long_one_only_the_end()
    {
        using var tail = new LineTail(Log, _lines.Add);
        tail.Read();
        _lines.ShouldBeEmpty();
        File.WriteAllLines(Log, Enumerable.Range(0, 40_000).Select(i => $"line {i:00000}"));
        tail.Read();
        _lines.Count.ShouldBeInRange(10_000, 30_000);
        _lines[^1].ShouldBe("line 39999");
        _lines.ShouldAllBe(l => l.Length == 10);
    }
}
