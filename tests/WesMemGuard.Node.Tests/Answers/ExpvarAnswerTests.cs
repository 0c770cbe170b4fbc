using WesMemGuard.Node.Answers;

namespace WesMemGuard.Node.Tests.Answers;

internal sealed class ExpvarAnswerTests
{
    [Test]
    public void A_figure_that_is_missing_is_named_with_what_it_stands_in() =>
        Should.Throw<MissException>(() => ExpvarAnswer.Read("""{"memstats":{}}"""u8.ToArray()))
            .Miss.Detail.ShouldBe("memstats.NextGC: not there, an integer >= 0 is needed");
}
