using WesMemGuard.Client.Messages;

namespace WesMemGuard.Client.Tests.Messages;

/// <summary>A call is named by its source, without what its strings hold.</summary>
internal sealed class CallNameTests
{
    [TestCase("() => client.PollAsync()", "client.PollAsync()")]
    [TestCase("async () => await client.PollAsync()", "await client.PollAsync()")]
    [TestCase("static async () => await PollAsync()", "await PollAsync()")]
    [TestCase("client.PollAsync", "client.PollAsync")]
    [TestCase("() => {\n}", "the client")]
    [TestCase("() => ", "the client")]
    public void It_is_the_body_of_the_lambda(string code, string name) => CallName.Of(code).ShouldBe(name);

    [TestCase("""() => c.Login("me", "hidden")""", """c.Login("…", "…")""")]
    [TestCase("""() => c.Login("hidden\"hidden")""", """c.Login("…")""")]
    [TestCase("""() => c.Login("", x)""", """c.Login("…", x)""")]
    [TestCase("""() => c.Login("hidden"u8)""", """c.Login("…"u8)""")]
    [TestCase(""""() => c.Login(@"hidden\", @class, @"""hidden""hidden")"""", """c.Login("…", @class, "…")""")]
    [TestCase("""() => c.Get($"hidden/{map["hidden}"]}/{{hidden", id)""", """c.Get("…", id)""")]
    [TestCase("""() => c.Get($@"hidden\{At(x, $"{'"'}hidden")}hidden", x)""", """c.Get("…", x)""")]
    [TestCase("""() => c.Put('h', '\'', '"', "hidden")""", """c.Put('…', '…', '…', "…")""")]
    [TestCase(""""() => c.Put("""{ "hidden": "hidden" }""", x)"""", """c.Put("…", x)""")]
    [TestCase(""""() => c.Put($$"""{ "hidden": {{At("hidden}}")}} }""", x)"""", """c.Put("…", x)""")]
    [TestCase("""() => c.Put(x / 2 /* 5" */, "hidden")""", "c.Put(x / 2 …")]
    [TestCase("() => c.Put(\"hidden", "c.Put(\"…\"")]
    public void What_strings_and_characters_hold_is_left_out(string code, string name) =>
        CallName.Of(code).ShouldBe(name);
}
