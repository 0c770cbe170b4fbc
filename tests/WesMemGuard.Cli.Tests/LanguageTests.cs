namespace WesMemGuard.Cli.Tests;

/// <summary>Help and messages are in the language that --lang or the locale asks for.</summary>
internal sealed class LanguageTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task Help_is_English_where_nothing_is_asked_for()
    {
        (await _tool.RunAsync("--help")).ShouldBe(0);
        _tool.Out.ShouldContain("Judges whether runs");
        _tool.Out.Any(IsChinese).ShouldBeFalse();
    }

    [TestCase("--lang", "zh", "--help")]
    [TestCase("--lang=zh-CN", "--help")]
    [TestCase("--help", "--lang:zh")]
    public async Task Help_is_Chinese_where_it_is_asked_for(params string[] args)
    {
        (await _tool.RunAsync(args)).ShouldBe(0);
        _tool.Out.ShouldContain("判断 WES 节点");
        _tool.Out.ShouldContain("用法：");
    }

    [TestCase("LANG", "zh_CN.UTF-8", true)]
    [TestCase("LC_ALL", "zh", true)]
    [TestCase("LANG", "de_DE", false)]
    public async Task The_locale_decides_where_nothing_is_said(string variable, string locale, bool chinese)
    {
        _tool.Environment[variable] = locale;

        (await _tool.RunAsync("--help")).ShouldBe(0);
        _tool.Out.Any(IsChinese).ShouldBe(chinese);
    }

    [Test]
    public async Task What_is_said_wins_over_the_locale()
    {
        _tool.Environment["LANG"] = "zh_CN.UTF-8";

        (await _tool.RunAsync("run", "--help", "--lang", "en")).ShouldBe(0);
        _tool.Out.Any(IsChinese).ShouldBeFalse();
    }

    [Test]
    public async Task Every_verb_has_help_in_both_languages()
    {
        await _tool.RunAsync("--help");
        var verbs = _tool.Lines.SkipWhile(l => l != "Commands:").Skip(1).TakeWhile(l => l.StartsWith(' '))
            .Select(l => l.Trim().Split(' ')[0]).Where(v => v.Length > 0 && char.IsAsciiLetterLower(v[0])).ToArray();
        verbs.ShouldContain("judge");

        foreach (var verb in verbs)
        {
            (await Help(verb, "en")).Any(IsChinese).ShouldBeFalse(verb);
            var chinese = await Help(verb, "zh");
            chinese.ShouldContain("示例：", customMessage: verb);
            chinese.ShouldNotContain("Show help", customMessage: verb);
            chinese.Split('\n').Where(l => l.StartsWith("  -", StringComparison.Ordinal)).ShouldAllBe(l => l.Any(IsChinese), verb);
        }
    }

    [Test]
    public async Task Another_language_is_wrong_usage()
    {
        (await _tool.RunAsync("config", "--lang", "fr")).ShouldBe(64);
        _tool.Error.ShouldContain("--lang is \"fr\"; it must be one of en, zh");
    }

    private static async Task<string> Help(string verb, string language)
    {
        using var tool = new Tool();
        (await tool.RunAsync(verb, "--help", "--lang", language)).ShouldBe(0);
        return tool.Out;
    }

    private static bool IsChinese(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
