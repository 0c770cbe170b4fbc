using System.Text.Json;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Tests.Writing;

/// <summary>What becomes known as a secret is struck from lines that were written before, and the recorder's own words stay.</summary>
internal sealed class WrittenLineTests
{
    private const string Line = """{"at":"2026-11-22T12:00:00+00:00","method":"POST","path":"/jsonrpc?x=hunter2hunter2","""
        + """ "requestBody":{"method":"wes_x","hunter2hunter2":7},"elapsedMs":1.5,"status":200,"""
        + """ "headers":{"Content-Type":"text/plain"},"body":"Content-Disposition: a hunter2hunter2"}""";

    [Test]
    public void A_secret_that_begins_like_a_header_a_time_or_a_kind_leaves_those()
    {
        var scrubber = new Scrubber();
        foreach (var secret in new[] { "Content-Disposition: form-data", "2026-11-22T12 is the password", "elapsedMs-token",
            "requestBody-token", "hunter2hunter2" })
            scrubber.Learn(secret);
        scrubber.Known(Line).ShouldNotContain("Content-Type"); // the whole line can't be looked through as a text

        using var known = JsonDocument.Parse(WrittenLine.Known(Line, scrubber));

        var line = known.RootElement;
        line.GetProperty("at").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        line.GetProperty("elapsedMs").GetDouble().ShouldBe(1.5);
        line.GetProperty("headers").GetProperty("Content-Type").GetString().ShouldBe("text/plain");
        line.GetProperty("requestBody").GetProperty(Scrubber.Mark).GetInt32().ShouldBe(7);
        line.GetRawText().ShouldNotContain("hunter2");
        line.GetProperty("body").GetString()!.ShouldNotContain("Disposition");
    }

    [Test]
    public void A_line_without_them_is_the_same_one() => WrittenLine.Known(Line, new Scrubber()).ShouldBeSameAs(Line);

    [Test]
    public void A_line_of_a_log_is_looked_through_as_a_text()
    {
        var scrubber = new Scrubber();
        scrubber.Learn("hunter2hunter2");

        WrittenLine.Known("{FromAddress:a PrivateKey:hunter2hunter2}", scrubber).ShouldNotContain("hunter2");
        WrittenLine.Known("plain hunter2hunter2", scrubber).ShouldNotContain("hunter2");
    }
}
