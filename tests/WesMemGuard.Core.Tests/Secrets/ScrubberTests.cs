using WesMemGuard.Secrets;

namespace WesMemGuard.Core.Tests.Secrets;

internal sealed class ScrubberTests
{
    private const string Hidden = "s3cr3t-Value/42+x";

    [TestCase("""{"privateKey":"s3cr3t-Value/42+x"}""", """{"privateKey":"(secret)"}""")]
    [TestCase("""{"miner_private_key" : "s3cr3t-Value/42+x","n":1}""", """{"miner_private_key" : "(secret)","n":1}""")]
    [TestCase("""{"detail":"{\"password\":\"s3cr3t-Value/42+x\"}"}""", """{"detail":"{\"password\":\"(secret)\"}"}""")]
    [TestCase("""
        {"a":"{\"b\":\"{\\\"token\\\":\\\"s3cr3t-Value/42+x\\\"}\"}"}
        """, """{"a":"{\"b\":\"{\\\"token\\\":\\\"(secret)\\\"}\"}"}""")]
    [TestCase("""{"psk":{"file":"s3cr3t-Value/42+x","n":1},"other":"kept"}""", """{"psk":{"file":"(secret)","n":1},"other":"kept"}""")]
    [TestCase("""{"mnemonics":["s3cr3t-Value/42+x","second-one"]}""", """{"mnemonics":["(secret)","(secret)"]}""")]
    [TestCase("""{"password":12345678}""", """{"password":"(secret)"}""")]
    [TestCase("passphrase=s3cr3t-Value/42+x next", "passphrase=(secret) next")]
    [TestCase("GET /x?api_key=s3cr3t-Value%2F42%2Bx&y=1", "GET /x?api_key=(secret)&y=1")]
    [TestCase("Authorization: Bearer s3cr3t-Value/42+x\r\nAccept: */*", "Authorization: (secret)\r\nAccept: */*")]
    [TestCase("Set-Cookie: session=s3cr3t-Value/42+x; Path=/", "Set-Cookie: (secret)")]
    [TestCase("dial http://me:s3cr3t-Value@10.0.0.1/", "dial http://me:(secret)@10.0.0.1/")]
    [TestCase("sent Bearer s3cr3t-Value/42+x to it", "sent Bearer (secret) to it")]
    [TestCase("-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----(secret)-----END EC PRIVATE KEY-----")]
    public void What_stands_under_a_secret_s_name_is_gone(string text, string scrubbed) =>
        new Scrubber().Text(text).ShouldBe(scrubbed);

    [TestCase("""{"modules":[{"module":"event","objects":3}],"runtime":{"heap_alloc":1012345678}}""")]
    [TestCase("Access-Control-Allow-Headers: Content-Type, Authorization, X-Request-Id")]
    [TestCase("""{"access_control":{"mode":"psk"},"method":"wes_getContractTokenBalance","password":null}""")]
    [TestCase("bypass: on, compass: north, token ring")]
    [TestCase("")]
    public void What_is_no_secret_stays(string text) => new Scrubber().Text(text).ShouldBe(text);

    [TestCase("{\"password\":\"s3cr3t-Va", "{\"password\":\"(secret)")]
    [TestCase("{\"password\":", "{\"password\":")]
    [TestCase("password=", "password=")]
    [TestCase("{\"password\":\"\\\\\"}", "{\"password\":\"(secret)\"}")]
    public void A_text_that_is_torn_is_scrubbed_as_far_as_it_goes(string text, string scrubbed) =>
        new Scrubber().Text(text).ShouldBe(scrubbed);

    [TestCase("unlabelled s3cr3t-Value/42+x here")]
    [TestCase("url s3cr3t-Value%2F42%2Bx and s3cr3t-Value%2f42%2bx")]
    [TestCase("json s3cr3t-Value\\/42\\u002Bx")]
    [TestCase("base64 czNjcjN0LVZhbHVlLzQyK3g= and within XHMzY3IzdC1WYWx1ZS80Mit4")]
    [TestCase("hex 0x7333637233742d56616c75652f34322b78 and 7333637233742D56616C75652F34322B78")]
    public void A_value_once_seen_is_gone_everywhere(string text)
    {
        var scrubber = new Scrubber();
        scrubber.Known(text).ShouldBe(text);
        scrubber.Text($$"""{"token":"{{Hidden}}"}""");
        scrubber.Learned.ShouldBe(1);
        var scrubbed = scrubber.Known(text);
        scrubbed.ShouldContain(Scrubber.Mark);
        foreach (var form in new[] { "s3cr3t", "czNjcjN0LV", "NyM3QtVm", "7333637", "MzY3IzdC1WYWx1" })
            scrubbed.ShouldNotContain(form, Case.Insensitive);
    }

    [TestCase("abcd")]
    [TestCase("true")]
    public void What_is_too_short_or_a_word_of_every_text_is_scrubbed_in_its_place_only(string value)
    {
        var scrubber = new Scrubber();
        scrubber.Text($"password={value}");
        scrubber.Known($"it is {value}").ShouldBe($"it is {value}");
    }

    [Test]
    public void A_sentence_that_speaks_of_a_token_makes_no_word_a_secret()
    {
        var scrubber = new Scrubber();
        scrubber.Text("invalid token: unexpected end of JSON input");
        scrubber.Known("unexpected end").ShouldBe("unexpected end");
    }

    [Test]
    public void Scrubbed_twice_it_is_the_same()
    {
        var scrubber = new Scrubber();
        var once =
            scrubber.Text($$"""{"password":"{{Hidden}}"} password={{Hidden}} Authorization: Bearer {{Hidden}}""");
        scrubber.Text(once).ShouldBe(once);
    }
}
