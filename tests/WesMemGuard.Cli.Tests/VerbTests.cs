namespace WesMemGuard.Cli.Tests;

/// <summary>What all verbs share, read off the tool's own help: a new verb can't be forgotten.</summary>
internal sealed class VerbTests
{
    [Test]
    public async Task A_misspelt_option_is_wrong_usage_of_every_verb()
    {
        foreach (var verb in await VerbsAsync())
        {
            using var tool = new Tool();
            (await tool.RunAsync(verb, "--no-such-option")).ShouldBe(64, verb);
            tool.Error.ShouldContain("--no-such-option", Case.Sensitive, verb);
            tool.Error.ShouldContain($"See: wesmemguard {verb} --help");
            tool.Out.ShouldBeEmpty();
        }
    }

    [Test]
    public async Task The_help_of_every_verb_has_an_example_to_paste_and_the_exit_codes()
    {
        foreach (var verb in await VerbsAsync())
        {
            using var tool = new Tool();
            (await tool.RunAsync(verb, "--help")).ShouldBe(0, verb);
            var examples =
                tool.Lines.SkipWhile(l => l != "Examples:").Skip(1).TakeWhile(l => l.StartsWith(' ')).ToArray();
            examples.ShouldNotBeEmpty(verb);
            examples.ShouldAllBe(e => e.Contains($"wesmemguard {verb}", StringComparison.Ordinal), verb);
            tool.Lines[^1].ShouldBe(
                "Exit codes: 0 held, 1 broken, 2 inconclusive, 3 not measured, 4 bad input, 5 no node, 64 wrong "
                    + "usage, 70 an error of our own, 74 a file that can't be written");
        }
    }

    [TestCase("en")]
    [TestCase("zh")]
    public async Task The_list_of_verbs_shows_the_same_whether_they_are_made_or_not(string language)
    {
        using var outlines = new Tool();
        (await outlines.RunAsync("--lang", language, "--help")).ShouldBe(0);
        using var made = new Tool();
        (await made.RunAsync("--lang", language, "--set", "verbs=" + string.Join(' ', await VerbsAsync()), "--help")).ShouldBe(0);
        outlines.Out.ShouldBe(made.Out);
    }

    [Test]
    public async Task A_verb_in_a_file_of_arguments_is_made()
    {
        using var tool = new Tool();
        var file = tool.Folder.Write("asked.rsp", "keys 2\n");
        (await tool.RunAsync("@" + file)).ShouldBe(0, tool.Error);
        tool.Lines.Length.ShouldBe(2);
    }

    [TestCase("ver", "verify")]
    [TestCase("verify --j", "--json")]
    [TestCase("completion ", "bash")]
    public async Task A_shell_that_asks_is_told_how_a_line_goes_on(string line, string word)
    {
        using var tool = new Tool();
        (await tool.RunAsync($"[suggest:{line.Length}]", line)).ShouldBe(0);
        tool.Lines.ShouldContain(word);
        tool.Error.ShouldBeEmpty();
    }

    [TestCase("bash", "complete -o default -F _wesmemguard wesmemguard\n")]
    [TestCase("zsh", "compdef _wesmemguard wesmemguard\n")]
    [TestCase("pwsh", "Register-ArgumentCompleter -Native -CommandName wesmemguard")]
    public async Task A_shell_has_its_script(string shell, string part)
    {
        using var tool = new Tool();
        (await tool.RunAsync("completion", shell)).ShouldBe(0);
        tool.Out.ShouldContain(part);
        tool.Out.ShouldContain("[suggest:");
    }

    [TestCase("completion")]
    [TestCase("completion", "cmd")]
    public async Task Another_shell_is_wrong_usage(params string[] args)
    {
        using var tool = new Tool();
        (await tool.RunAsync(args)).ShouldBe(64);
    }

    private static async Task<string[]> VerbsAsync()
    {
        using var tool = new Tool();
        await tool.RunAsync("--help");
        var verbs = tool.Lines.SkipWhile(l => l != "Commands:").Skip(1).TakeWhile(l => l.StartsWith(' '))
            .Select(l => l.Trim().Split(' ')[0]).Where(v => v.Length > 0 && char.IsAsciiLetterLower(v[0])).ToArray();
        verbs.Length.ShouldBeGreaterThan(7);
        return verbs;
    }
}
