using System.Text;

namespace WesMemGuard.Cli.Tests;

internal sealed class UsageTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [TestCase]
    [TestCase("fly")]
    [TestCase("run")]
    [TestCase("run", "scenarios", "--onyl", "idle")]
    [TestCase("run", "scenarios", "--only")]
    [TestCase("run", "scenarios", "--out", "a", "--out", "b")]
    [TestCase("judge")]
    [TestCase("judge", "x")]
    [TestCase("judge", "--budget", "b.json")]
    [TestCase("judge", "x", "--budget", "b.json", "--jsno")]
    [TestCase("config", "extra")]
    [TestCase("config", "--set", "parallel")]
    [TestCase("config", "--set", "=4")]
    public async Task Wrong_usage_exits_with_64_and_says_where_help_is(params string[] args)
    {
        (await _tool.RunAsync(args)).ShouldBe(64);
        _tool.Error.ShouldContain("--help");
        _tool.Out.ShouldBeEmpty();
    }

    [TestCase("jugde", "there is no command \"jugde\"; did you mean \"judge\"?\n")]
    [TestCase("fly", "there is no command \"fly\"; there are: run, judge, ")]
    public async Task An_unknown_verb_is_told_with_the_one_that_was_probably_meant(string verb, string message)
    {
        (await _tool.RunAsync(verb, "scenarios")).ShouldBe(64);
        _tool.Error.ShouldStartWith(message);
    }

    [TestCase("run", "wesmemguard run scenarios\n")]
    [TestCase("judge", "--budget budget.json --json\n")]
    [TestCase("config", "wesmemguard config\n")]
    public async Task The_help_of_every_verb_has_an_example(string verb, string example)
    {
        (await _tool.RunAsync(verb, "--help")).ShouldBe(0);
        _tool.Out.ShouldContain("Examples:\n");
        _tool.Out.ShouldContain(example);
    }

    [Test]
    public async Task An_error_of_our_own_exits_with_70_and_never_with_1()
    {
        await using var broken = new BrokenWriter();

        (await _tool.RunAsync(broken, "config")).ShouldBe(70);
        _tool.Error.ShouldContain("internal error");
        _tool.Error.ShouldContain("thrown on purpose");
    }

    [Test]
    public async Task Config_prints_each_value_and_where_it_came_from()
    {
        _tool.Folder.Write("wesmemguard.json", """{ "out": "shared" }""");
        _tool.Environment["WESMEMGUARD_REPLAYTIMEOUT"] = "30 s";

        (await _tool.RunAsync("config", "--set", "parallel=4")).ShouldBe(0);

        _tool.Lines.ShouldContain("out                   shared  from wesmemguard.json");
        _tool.Lines.ShouldContain("parallel              4       from command line");
        _tool.Lines.ShouldContain("replayTimeout         30 s    from WESMEMGUARD_REPLAYTIMEOUT");
        _tool.Lines.ShouldContain("testing.inconclusive  fail    from default");
    }

    [Test]
    public async Task A_wrong_configuration_exits_with_4_and_its_place()
    {
        _tool.Folder.Write("wesmemguard.json", """{ "outt": "x" }""");

        (await _tool.RunAsync("config")).ShouldBe(4);
        _tool.Error.ShouldStartWith("wesmemguard.json:1:3: unknown key \"outt\"; did you mean \"out\"?");
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(string? value) => throw new InvalidOperationException("thrown on purpose");
    }
}
