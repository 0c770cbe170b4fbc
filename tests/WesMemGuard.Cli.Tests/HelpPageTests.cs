using System.CommandLine;
using WesMemGuard.Cli.Output;
using WesMemGuard.Texts;

namespace WesMemGuard.Cli.Tests;

/// <summary>The page of help: its columns, on screens of any width and in both languages.</summary>
internal sealed class HelpPageTests
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ExampleHelp));

    [Test]
    public void Options_say_their_names_values_defaults_and_whether_they_must_be_given() =>
        Page(Language.English, int.MaxValue).ShouldBe("""
            Description:
              Weighs things.

            Usage:
              weigh [command] <THING>... [<PLACE>] [options]

            Arguments:
              <THING>     What to weigh
              <far|here>

            Options:
              --scale <FILE> (REQUIRED)  The scale that it stands on
              -q, --quick                Less exactly
              --unit <kg|t>              In which unit [default: kg]
              --note <note>

            Commands:
              again <TIMES>  Once more


            """.ReplaceLineEndings());

    [TestCase(80)]
    [TestCase(40)]
    [TestCase(24)]
    public void No_line_is_wider_than_the_screen_and_no_word_is_lost(int width)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var page = Page(language, width);

            page.Split(Environment.NewLine).ShouldAllBe(line => TextWidth.Of(line) <= width);
            Letters(page).Order().ShouldBe(Letters(Page(language, int.MaxValue)).Order());
        }
    }

    [Test]
    public void A_screen_that_tells_no_width_is_none() => Page(Language.English, 0).ShouldBe(Page(Language.English, int.MaxValue));

    [Test]
    public void A_word_that_fits_nowhere_is_broken_where_the_line_is_full() =>
        new HelpPage(Texts.In(Language.English), 12).Of(new Command("a", "unbrokenwords here")).ShouldContain(
            $"  unbrokenwo{Environment.NewLine}  rds here{Environment.NewLine}");

    [Test]
    public void Chinese_is_broken_before_any_letter_but_never_before_what_ends_a_clause()
    {
        var told = new Command("a", "录制节点：全部应答、进程、日志与本机的 .NET 进程（一次），不含密钥。");

        new HelpPage(Texts.In(Language.Chinese), 22).Of(told).Split(Environment.NewLine)[1..5].ShouldBe(
            ["  录制节点：全部应答、", "  进程、日志与本机的", "  .NET 进程（一次），", "  不含密钥。"]);
    }

    private static IEnumerable<char> Letters(string page) => page.Where(letter => !char.IsWhiteSpace(letter));

    private static string Page(Language language, int width)
    {
        var place = new Argument<string>("PLACE") { Arity = ArgumentArity.ZeroOrOne };
        place.AcceptOnlyFromAmong("far", "here");
        var unit = new Option<string>("--unit") { Description = "In which unit", DefaultValueFactory = _ => "kg" };
        unit.AcceptOnlyFromAmong("kg", "t");
        var again = new Command("again", "Once more");
        again.Add(new Argument<int>("TIMES"));
        return new HelpPage(Texts.In(language), width).Of(new Command("weigh", "Weighs things.")
        {
            new Argument<string[]>("THING") { Description = "What to weigh", Arity = ArgumentArity.OneOrMore },
            place,
            new Option<string>("--scale") { Description = "The scale that it stands on", HelpName = "FILE", Required = true },
            new Option<bool>("--quick", "-q") { Description = "Less exactly" },
            unit,
            new Option<string>("--note"),
            again,
        });
    }
}
