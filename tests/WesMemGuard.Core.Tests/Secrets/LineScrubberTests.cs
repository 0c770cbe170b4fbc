using WesMemGuard.Secrets;

namespace WesMemGuard.Core.Tests.Secrets;

/// <summary>A key that goes over lines of a log, each of which is a line of JSON of its own.</summary>
internal sealed class LineScrubberTests
{
    [TestCase("""{"message":"MIIEvQIBADANBg"}""")]
    [TestCase("""{"message":"12:00 INFO MIIEvQIBADANBg"}""")]
    [TestCase("""{"message":"12:00 INFO MIIEvQIBADANBg=="}""")]
    [TestCase("""{"log":"{\"message\":\"12:00 INFO MIIEvQIBADANBg\"}"}""")]
    [TestCase("12:00 INFO MIIEvQIBADANBg")]
    public void Whatever_stands_before_a_line_of_a_key_the_line_is_gone(string line)
    {
        var lines = new LineScrubber(new Scrubber().Text);
        lines.Line(line.Replace("MIIEvQIBADANBg", "-----BEGIN PRIVATE KEY-----", StringComparison.Ordinal));
        lines.Line(line).ShouldNotContain("MIIEvQ");
        lines.Line(line.Replace("MIIEvQIBADANBg", "-----END PRIVATE KEY-----", StringComparison.Ordinal));
        const string After = """{"message":"12:00 INFO the node has synchronised"}""";
        lines.Line(After).ShouldBe(After);
    }
}
