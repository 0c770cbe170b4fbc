using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Node.Access;
using WesMemGuard.Node.Answers;

namespace WesMemGuard.Node.Tests.Access;

/// <summary>Pages whose figures some layer renamed are read as everybody else's.</summary>
internal sealed class FigureMapTests
{
    private const string Page = """
        # HELP app_go_memstats_next_gc_bytes goal
        app_go_memstats_next_gc_bytes{service="a"} 8e6
        app_go_memstats_heap_alloc_bytes 5e6
        app_threads{kind="all",service="a"} 42
        app_threads{kind="daemon",service="a"} 7
        go_goroutines 999

        """;

    [Test]
    public void A_star_renames_many_and_a_label_chooses_one()
    {
        var page = MetricsPage.Read(Renamed(Page, "go_*=app_go_*", "go_goroutines=app_threads{kind=\"all\"}"));

        page.NextGc.ShouldBe(8e6);
        page.HeapAlloc.ShouldBe(5e6);
        page.Goroutines.ShouldBe(42, "what is mapped stands for the figure, not what has its name");
    }

    [Test]
    public void Comments_and_other_lines_stay_as_they_are() =>
        Encoding.UTF8.GetString(Renamed(Page, "go_*=elsewhere_*")).ShouldBe(Page);

    [TestCase("app_go_goroutines 4")]
    [TestCase("app_go_goroutines 4\n")]
    public void A_torn_page_stays_torn(string page) =>
        Encoding.UTF8.GetString(Renamed(page, "go_*=app_go_*")).ShouldBe(page[4..]);

    [TestCase("go_gorutines=x", "did you mean \"go_goroutines\"?")]
    [TestCase("go_*=app", "needs FIGURE=NAME")]
    [TestCase("go_goroutines", "needs FIGURE=NAME")]
    [TestCase("=x", "needs FIGURE=NAME")]
    [TestCase("go_*_*=app_*_*", "needs FIGURE=NAME")]
    public void What_maps_nothing_is_said(string text, string why) =>
        Should.Throw<BadInputException>(() => FigureMap.Of([text], "--map")).Message.ShouldContain(why);

    private static byte[] Renamed(string page, params string[] rules) =>
        FigureMap.Of(rules, "--map").Renamed(Encoding.UTF8.GetBytes(page.ReplaceLineEndings("\n")));
}
