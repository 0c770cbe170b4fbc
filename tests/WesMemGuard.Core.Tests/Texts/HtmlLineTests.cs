using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Texts;

/// <summary>What is no markup of the code's own is encoded, whatever way it comes.</summary>
internal sealed class HtmlLineTests
{
    private const string Hostile = "</td><script>alert(1)</script> \"onload='x'\" &lt; \u202egnp\u001b[2J";

    [Test]
    public void A_text_in_a_hole_is_encoded_once()
    {
        var name = Hostile; // through a local as well

        var page = Written(HtmlLine.Of($"<td title=\"{name}\">{HtmlLine.Of($"<b>{Hostile}</b>")}</td>"));

        const string encoded = "&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;onload=&#39;x&#39;&quot; &amp;lt; "
            + "\\u202Egnp\\u001B[2J";
        page.ShouldBe($"<td title=\"{encoded}\"><b>{encoded}</b></td>");
    }

    [Test]
    public void Lines_are_joined_as_they_are()
    {
        Written(HtmlLine.Of($"<i>{1}</i>") + HtmlLine.All([HtmlLine.None, HtmlLine.Of($"<br>{"<"}")])).ShouldBe("<i>1</i><br>&lt;");
        HtmlLine.None.IsEmpty.ShouldBeTrue();
        HtmlLine.Of($"<br>").IsEmpty.ShouldBeFalse();
    }

    [Test]
    public void Json_does_not_end_the_script_that_it_stands_in()
    {
        var page = Written(HtmlLine.Json("""{"name":"</script><!--&"}"""));

        page.ShouldBe("""{"name":"\u003C/script\u003E\u003C!--\u0026"}""");
        System.Text.Json.JsonDocument.Parse(page).RootElement.GetProperty("name").GetString().ShouldBe("</script><!--&");
    }

    [Test]
    public void Only_a_resource_that_is_there_is_taken() =>
        Should.Throw<InvalidOperationException>(() => HtmlLine.Resource(typeof(HtmlLineTests).Assembly, "none.js"));

    private static string Written(HtmlLine line)
    {
        var to = new StringWriter();
        new HtmlWriter(to).Write(line);
        return to.ToString();
    }
}
