using System.Text;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests.Answers;

internal sealed class CollectedHeapTextTests
{
    private const string Text =
        "heap profile: 1: 2 [3: 4] @ heap/1048576\n#\t0x48e8ab\tmain.f = 1\n# runtime.MemStats\n# TotalAlloc = "
            + "1027497840\n# HeapAlloc = 1018163912\n"
        + "# Stack = 851968 / 851968\n# LastGC = 1795362557763059846\n# NumGC = 7\n# DebugGC = false\n";

    [Test]
    public void The_collection_s_figures_are_read() =>
        Read(Text).ShouldBe(new CollectedHeapSample(1018163912, 7, 1027497840,
            DateTimeOffset.UnixEpoch.AddTicks(17953625577630598)));

    [TestCase("# NumGC = 7\n", "", "# NumGC: not there, an integer >= 0 is needed")]
    [TestCase("# NumGC = 7\n", "# NumGC = x\n", "# NumGC: found x, an integer >= 0 is needed")]
    [TestCase("# NumGC = 7\n", "# NumGC = -7\n", "# NumGC: found -7, an integer >= 0 is needed")]
    [TestCase("# NumGC = 7\n", "# NumGC = 7\n# NumGC = 8\n", "# NumGC: found twice, one figure is needed")]
    public void A_wrong_figure_is_named(string line, string inItsPlace, string detail) =>
        Should.Throw<MissException>(() =>
            Read(Text.Replace(line, inItsPlace, StringComparison.Ordinal))).Miss.ShouldBe(new Miss(MissKind.Unreadable,
                detail));

    [Test]
    public void Another_text_is_unexpected() =>
        Should.Throw<MissException>(() =>
            Read("goroutine profile: total 7")).Miss.ShouldBe(new Miss(MissKind.Unexpected,
                "no heap profile: goroutine profile: total 7"));

    private static CollectedHeapSample Read(string text) => CollectedHeapText.Read(Encoding.UTF8.GetBytes(text));
}
