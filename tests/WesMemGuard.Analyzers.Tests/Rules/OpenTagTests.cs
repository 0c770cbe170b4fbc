using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class OpenTagTests
{
    private const string Head =
        "using System.Diagnostics; using System.Diagnostics.Metrics; public enum Side { In, Out } public sealed class "
            + "Calls { private static readonly Meter M = new(\"m\"); private static readonly Histogram<double> H = "
                + "M.CreateHistogram<double>(\"h\"); ";

    [TestCase("public void Done(double ms, string url) => H.Record(ms, new KeyValuePair<string, object?>(\"url\", url)); }")]
    [TestCase("public void Done(double ms, Guid requestId) => H.Record(ms, new(\"side\", Side.In), new(\"id\", requestId)); }")]
    [TestCase("public void Done(double ms, Block block) { var tags = new TagList(); tags.Add(\"block\", block.Hash); "
        + "H.Record(ms, tags); } }")]
    public void A_value_that_comes_without_end_is_a_suggestion(string code) =>
        Snippet.ShouldSuggest("WMG5004", Head + code);

    [TestCase("public void Done(double ms, Side side) => H.Record(ms, new KeyValuePair<string, object?>(\"side\", side)); }")]
    [TestCase("public void Done(double ms, string method) => H.Record(ms, new KeyValuePair<string, object?>(\"method\", method)); }")]
    [TestCase("private const string Address = \"one\"; public void Done(double ms) => H.Record(ms, new "
        + "KeyValuePair<string, object?>(\"address\", Address)); }")]
    [TestCase("public void Done(double ms, bool request) => H.Record(ms, new KeyValuePair<string, object?>(\"request\", request)); }")]
    public void A_value_of_few_is_none(string code) => Snippet.Diagnose(Head + code).ShouldBeEmpty();
}
