using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Core.Tests.Verdicts.Lines;

internal sealed class WrapTests
{
    [Test]
    public void What_fits_stays_whole() => Wrap.Line(new string('a', 110), 2).ShouldBe([new string('a', 110)]);

    [TestCase("  label      ", 13)]
    [TestCase("             ", 13)]
    [TestCase("    ", 4)]
    [TestCase("", 4)]
    public void A_longer_line_goes_on_under_its_text(string start, int indent)
    {
        var line = start + string.Join(' ', Enumerable.Repeat("word", 30));

        var parts = Wrap.Line(line, 3);

        parts.Count.ShouldBe(2);
        parts[0].Length.ShouldBeInRange(100, 110);
        parts[1].ShouldStartWith(new string(' ', indent) + "word");
        (parts[0] + " " + parts[1].TrimStart()).ShouldBe(line);
    }

    [Test]
    public void A_word_without_end_is_cut_at_the_last_column_and_not_through_a_character()
    {
        Wrap.Line(new string('a', 111), 2).ShouldBe([new string('a', 110), "    a"]);
        var faces = Wrap.Line("a" + string.Concat(Enumerable.Repeat("😀", 60)), 2);
        faces.ShouldBe(["a" + string.Concat(Enumerable.Repeat("😀", 54)), "    " + string.Concat(Enumerable.Repeat("😀", 6))]);
    }

    [Test]
    public void What_goes_beyond_the_parts_ends_in_an_ellipsis()
    {
        Wrap.Line(new string('a', 300), 2).ShouldBe([new string('a', 110), "    " + new string('a', 105) + "…"]);
        Wrap.Line(string.Join(' ', Enumerable.Repeat(new string('b', 60), 5)), 2)
            .ShouldBe([new string('b', 60), "    " + new string('b', 60) + "…"]);
        var faces = Wrap.Line("    a" + string.Concat(Enumerable.Repeat("😀", 200)), 1)[0];
        faces.ShouldBe("    a" + string.Concat(Enumerable.Repeat("😀", 52)) + "…");
        var odd = Wrap.Line("    " + string.Concat(Enumerable.Repeat("😀", 200)), 1)[0];
        odd.ShouldBe("    " + string.Concat(Enumerable.Repeat("😀", 52)) + "…");
    }

    [TestCase("plain ~ text", "plain ~ text")]
    [TestCase("密钥 é", "密钥 é")]
    [TestCase("a\tb\u007f", "a\\u0009b\\u007F")]
    [TestCase("a\u2028b\u2029c\u200bd\ue000", "a\\u2028b\\u2029c\\u200Bd\\uE000")]
    [TestCase("\U000E0041", "\\U000E0041")]
    public void Only_what_can_steer_a_terminal_is_written_out(string text, string plain) =>
        Plain.Text(text).ShouldBe(plain);
}
