using WesMemGuard.Harness.Configuration;
using WesMemGuard.Input;

namespace WesMemGuard.Harness.Tests.Configuration;

internal sealed class SettingsTests
{
    private Dictionary<string, string> _environment = [];
    private Dictionary<string, string> _commandLine = [];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _environment = new Dictionary<string, string> { ["PATH"] = "/bin", ["HOME"] = "/home/x" };
        _commandLine = [];
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Without_a_word_every_value_is_a_default()
    {
        var settings = Read();

        settings.Values.ShouldNotBeEmpty();
        settings.Values.ShouldAllBe(v => v.Origin == "default");
        settings.Out.ShouldBe("runs");
        settings.ReplayTimeout.ShouldBe(TimeSpan.FromMinutes(2));
        settings.Parallel.ShouldBe(Math.Min(64, 2 * Environment.ProcessorCount));
        settings.InconclusiveFails.ShouldBeTrue();
    }

    [Test]
    public void Each_source_overrides_the_one_before_and_the_value_knows_which()
    {
        _folder.Write("wesmemguard.json", """{ "out": "shared", "parallel": 3 }""");
        From("out").ShouldBe(("shared", "wesmemguard.json"));
        _folder.Write("wesmemguard.local.json", """{ "out": "local", }""");
        From("out").ShouldBe(("local", "wesmemguard.local.json"));
        _environment["WESMEMGUARD_OUT"] = "variable";
        From("out").ShouldBe(("variable", "WESMEMGUARD_OUT"));
        _commandLine["out"] = "said";
        From("out").ShouldBe(("said", "command line"));
        From("parallel").ShouldBe(("3", "wesmemguard.json"));
    }

    [Test]
    public void A_nested_key_is_an_object_in_files_and_two_underscores_in_variables()
    {
        _folder.Write("wesmemguard.json", """
            {
              // comments are welcome
              "testing": { "inconclusive": "inconclusive" }
            }
            """);
        Read().InconclusiveFails.ShouldBeFalse();
        _environment["WESMEMGUARD_TESTING__INCONCLUSIVE"] = "fail";
        Read().InconclusiveFails.ShouldBeTrue();
        From("testing.inconclusive").Origin.ShouldBe("WESMEMGUARD_TESTING__INCONCLUSIVE");
    }

    [Test]
    public void An_unknown_key_of_a_file_is_refused_with_its_place_and_the_nearest_name()
    {
        _folder.Write("wesmemguard.local.json", "{\n  \"out\": \"x\",\n  \"paralel\": 2\n}");

        Refusal().ShouldBe(
            "wesmemguard.local.json:3:3: unknown key \"paralel\"; did you mean \"parallel\"? Known: out, parallel, "
                + "replayTimeout, testing.inconclusive");
    }

    [Test]
    public void An_unknown_variable_is_refused_by_its_name()
    {
        _environment["WESMEMGUARD_OUTT"] = "x";

        Refusal().ShouldStartWith("WESMEMGUARD_OUTT: unknown key \"OUTT\"; did you mean \"out\"?");
    }

    [Test]
    public void An_unknown_key_of_the_command_line_is_refused()
    {
        _commandLine["nothing.like.it"] = "x";

        Refusal().ShouldStartWith("command line: unknown key \"nothing.like.it\". Known: ");
    }

    [TestCase("""{ "parallel": 0 }""", "wesmemguard.json:1:3: parallel is \"0\"; allowed: a whole number from 1 to 64")]
    [TestCase("""{ "parallel": 65 }""", "wesmemguard.json:1:3: parallel is \"65\"; allowed: a whole number from 1 to 64")]
    [TestCase("""{ "parallel": "many" }""", "wesmemguard.json:1:3: parallel is \"many\"; allowed: a whole number from 1 to 64")]
    [TestCase("""{ "parallel": 1.5 }""", "wesmemguard.json:1:3: parallel is \"1.5\"; allowed: a whole number from 1 to 64")]
    [TestCase("""{ "replayTimeout": 5 }""",
        "wesmemguard.json:1:3: replayTimeout is \"5\"; allowed: a duration from 1 s to 1 h, as \"2 min\"")]
    [TestCase("""{ "replayTimeout": "2 h" }""",
        "wesmemguard.json:1:3: replayTimeout is \"2 h\"; allowed: a duration from 1 s to 1 h, as \"2 min\"")]
    [TestCase("""{ "testing": { "inconclusive": "pass" } }""",
        "wesmemguard.json:1:16: testing.inconclusive is \"pass\"; allowed: fail or inconclusive")]
    [TestCase("""{ "out": " " }""", "wesmemguard.json:1:3: out is \" \"; allowed: a path")]
    [TestCase("""{ "out": null }""", "wesmemguard.json:1:3: out has no value; allowed: a path")]
    [TestCase("""[]""", "wesmemguard.json: a configuration needs an object; got an array")]
    public void A_value_that_is_not_allowed_is_refused_with_its_place(string json, string message)
    {
        _folder.Write("wesmemguard.json", json);

        Refusal().ShouldBe(message);
    }

    [TestCase("")]
    [TestCase("{ \"out\": ")]
    [TestCase("{ \"out\": \"a\", \"out\": \"b\" }")]
    [TestCase("{ \"out\": { \"a\": 1 } }")]
    [TestCase("{ \"testing\": 5 }")]
    [TestCase("{ \"out\": [ \"a\" ] }")]
    public void A_file_that_is_no_configuration_is_refused_by_its_name(string json)
    {
        _folder.Write("wesmemguard.json", json);

        Refusal().ShouldStartWith("wesmemguard.json:");
    }

    private Settings Read() => SettingsReader.Read(_folder.Path, _environment, _commandLine);

    private string Refusal() => Should.Throw<BadInputException>(Read).Message;

    private (string Value, string Origin) From(string key)
    {
        var value = Read().Values.Single(v => v.Key == key);
        return (value.Value, value.Origin);
    }
}
