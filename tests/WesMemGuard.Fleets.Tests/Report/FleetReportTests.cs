using System.Text;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Report;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Tests.Report;

/// <summary>
/// A fleet's pages: what labels are called steers nothing, and nothing is said that wasn't looked at.
/// </summary>
internal sealed class FleetReportTests
{
    private const string Evil = "<script>alert(1)</script>|[x](http://evil)`*";

    [Test]
    public void Labels_are_text_in_html()
    {
        var page = Html(Fleet(8, Evil));

        page.ShouldNotContain("<script>");
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;|[x](http://evil)`*0");
        page.ShouldContain("<section id=\"node-0\">");
    }

    [Test]
    public void Labels_are_text_in_markdown()
    {
        var page = Markdown(Fleet(8, Evil));

        page.ShouldContain("&#60;script&#62;alert(1)&#60;/script&#62;&#124;&#91;x&#93;(http&#58;//evil)&#96;&#42;0");
        var rows = page.Split('\n').Where(l => l.StartsWith('|')).ToList();
        rows.ShouldNotBeEmpty();
        rows.Select(r => r.Count(c => c == '|')).Where(n => n > 8).ShouldBeEmpty();
    }

    [TestCase(7, false)]
    [TestCase(8, true)]
    public void That_no_node_differs_is_said_only_where_they_were_compared(int nodes, bool isSaid)
    {
        var fleet = Fleet(nodes, "n");

        Html(fleet).Contains("differ", StringComparison.Ordinal).ShouldBe(isSaid);
        Markdown(fleet).Contains("differ", StringComparison.Ordinal).ShouldBe(isSaid);
    }

    [Test]
    public void What_is_left_out_of_markdown_is_counted()
    {
        var page = Markdown(Fleet(33, "n"));

        page.ShouldContain("… and 3 more nodes");
        page.ShouldContain("… and 13 more broken limits");
    }

    private static string Html(FleetVerdict fleet)
    {
        using var to = new StringWriter();
        FleetHtml.Write(fleet, null, to, Language.English);
        return to.ToString();
    }

    private static string Markdown(FleetVerdict fleet)
    {
        using var to = new StringWriter();
        FleetMarkdown.Write(fleet, null, 30, to, Language.English);
        return to.ToString();
    }

    private static FleetVerdict Fleet(int nodes, string name) => GrowingNode.Judged(FoundFile.Read(
        new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, nodes).SelectMany(i => GrowingNode.Points(40)
            .Select(p => $"go_memstats_next_gc_bytes{{instance=\"{name}{i}\"}} {p.Goal} {p.At}000\n"))))),
        "file.prom", new Dictionary<string, string>()));
}
