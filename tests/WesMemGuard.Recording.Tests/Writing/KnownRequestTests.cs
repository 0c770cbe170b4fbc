using System.Text;
using System.Text.Json;
using WesMemGuard.Node.Services;
using WesMemGuard.Recording.Known;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Tests.Writing;

/// <summary>Half a character in what a scenario sends ends no recording.</summary>
internal sealed class KnownRequestTests
{
    [TestCase("""{"jsonrpc":"2.0","id":"\ud800","method":"wes_x"}""")]
    [TestCase("""{"method":"\ud800"}""")]
    [TestCase("""{"method":"wes_x","params":["\udc00"]}""")]
    [TestCase("""{"method":"wes_x","params":{"\ud800":1}}""")]
    [TestCase("""{"\ud800":1}""")]
    [TestCase("""[1]""")]
    [TestCase("""no JSON""")]
    public void What_is_no_call_is_written_as_its_kind_and_length(string body) =>
        Written(body).ShouldBe($"\"(not kept: text, {body.Length})\"");

    [Test]
    public void A_call_is_written_as_before() =>
        Written("""{"jsonrpc":"2.0","id":7,"method":"wes_x","params":["secret"]}""")
            .ShouldBe("""{"jsonrpc":"2.0","id":7,"method":"wes_x","params":["(not kept: text, 6)"]}""");

    [Test]
    public void The_same_request_is_found_again() =>
        Should.NotThrow(() => RecordedKey.AsWritten("POST", "/jsonrpc", """{"method":"wes_x","params":["\ud800"]}"""));

    [TestCase("""{"environment":"\ud800"}""")]
    [TestCase("""{"\ud800":1}""")]
    public void A_configuration_with_half_a_character_is_none(string config) =>
        KnownConfiguration.Of(config, new Scrubber()).ShouldBe("{}");

    [Test]
    public void An_exchange_with_such_a_request_is_recorded()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "recording");
        using (var recording = RecordingWriter.Create(path, PlantedSecrets.Plan, new Scrubber()))
        {
            recording.Exchanges.Began(new NodeRequest("POST", "/jsonrpc", """{"method":"wes_x","params":["\ud800"]}"""),
                PlantedSecrets.Plan.StartedAt)(new Node.ExchangeEnd(200, [], "{}"u8.ToArray(), null, TimeSpan.Zero));
        }

        RecordingFolder.Open(path).Exchanges.ShouldHaveSingleItem().Request.Body.ShouldBe("(not kept: text, 38)");
    }

    private static string Written(string body)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            KnownRequest.WriteBody(json, body, new Scrubber());
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
