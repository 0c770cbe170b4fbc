using System.Text;
using WesMemGuard.Baselines;
using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Input;

namespace WesMemGuard.Core.Tests.Baselines;

internal sealed class BaselineFileTests
{
    [Test]
    public void What_is_written_is_read_again()
    {
        var levels = SteadyLevels.Of(SyntheticRun.Flat.Build(), null, null, out _)! with { Commit = "f9f07a8" };
        var read = BaselineFile.Read(Encoding.UTF8.GetBytes(BaselineFile.Line(levels) + "\n"), "b.jsonl").ShouldHaveSingleItem();

        (read.Run, read.From, read.To, read.Commit).ShouldBe((levels.Run, levels.From, levels.To, levels.Commit));
        read.Levels.ShouldBe(levels.Levels);
    }

    [TestCase("", "contains no run")]
    [TestCase("{}", "b.jsonl:1:1: \"levels\" is missing")]
    [TestCase("""{"run":"a","from":"x","to":"x","levels":{}}""", "\"from\" is not a time")]
    [TestCase("""{"levels":{"rss":"1"}}""", "\"rss\" is not a number")]
    [TestCase("{", "b.jsonl:1")]
    [TestCase("[]", "\"levels\" is missing")]
    public void What_is_no_baseline_is_told_with_its_place(string text, string error) =>
        Should.Throw<BadInputException>(() => BaselineFile.Read(Encoding.UTF8.GetBytes(text), "b.jsonl")).Message.ShouldContain(error);
}
