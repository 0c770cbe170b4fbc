using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Core.Tests.Verdicts.Text;

internal sealed class MessageLinesTests
{
    [Test]
    public void What_fits_is_all_there()
    {
        var lines = new MessageLines();
        lines.Add("first");
        lines.Add("  notice     of something", Keep.Notices);

        lines.ToString().ShouldBe("first\n  notice     of something");
    }

    [Test]
    public void Too_much_goes_by_its_rank_and_never_the_command_or_the_evidence()
    {
        var lines = new MessageLines();
        for (var i = 0; i < 8; i++)
            lines.Add($"always {i}");
        lines.Add("             culprit", Keep.Culprits);
        lines.Add("  ruled out  this", Keep.Aside);
        lines.Add("  notice     one", Keep.Notices);
        lines.Add("  notice     two", Keep.Notices);
        lines.Add("  next       command");
        lines.Add("  evidence   file");

        lines.ToString().Split('\n')[8..].ShouldBe(["             culprit", "  notice     one", "  next       command", "  evidence   file"]);
    }

    [Test]
    public void A_continuation_is_broken_under_its_label()
    {
        var lines = new MessageLines();
        lines.Add("             " + string.Join(' ', Enumerable.Repeat("word", 30)));

        var broken = lines.ToString().Split('\n');
        broken.Length.ShouldBe(2);
        broken[1].ShouldStartWith("             word");
        broken.ShouldAllBe(l => l.Length <= 110);
    }
}
