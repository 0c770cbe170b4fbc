using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Reasons;

internal sealed class ReasonTemplateTests
{
    private static readonly Dictionary<string, ReasonValue> Values = new()
    {
        ["one"] = 1,
        ["some"] = 1234.56,
        ["none"] = ReasonValue.None,
        ["name"] = "txpool",
        ["size"] = new ByteSize(1.5 * ByteSize.MiB),
        ["tiny"] = new ByteSize(700),
        ["at"] = new DateTimeOffset(2026, 11, 22, 14, 3, 5, TimeSpan.Zero),
        ["long"] = TimeSpan.FromMinutes(90),
        ["names"] = ReasonValue.Of(["a", "b", "c"]),
        ["single"] = ReasonValue.Of(["a"]),
    };

    [TestCase("plain", "plain")]
    [TestCase("{name}: {some}", "txpool: 1,234.6")]
    [TestCase("{some:#,0.0}", "1,234.6")]
    [TestCase("{{{name}}}", "{txpool}")]
    [TestCase("{one|it is|they are}", "it is")]
    [TestCase("{some|it is|they are}", "they are")]
    [TestCase("{one|{one} point is|{one} points are} few", "1 point is few")]
    [TestCase("{names|name|names} {single|name|names}", "names name")]
    [TestCase("x{none?; {none} more}", "x")]
    [TestCase("x{none?{none|a|b}}", "x")]
    [TestCase("x{none?a|b}{name?c|d}", "xbc")]
    [TestCase("x{name?; {name} {one|is|are}}", "x; txpool is")]
    [TestCase("{size} {size:bare} {tiny}", "1.5 MiB 1.5 0.68 KiB")]
    [TestCase("{at} {at:yyyy-MM-dd HH:mm'Z'}", "14:03:05Z 2026-11-22 14:03Z")]
    [TestCase("{long} {long:s} s {long:min} min {long:h} h", "1.5 h 5400 s 90 min 1.5 h")]
    [TestCase("{names}|{names:and}|{names:or}|{names:;}|{single:and}", "a, b, c|a, b and c|a, b or c|a; b; c|a")]
    public void A_text_has_its_places_filled(string text, string filled) =>
        Fill(text, Language.English).ShouldBe(filled);

    [Test]
    public void A_list_is_joined_as_the_language_does() =>
        Fill("{names}|{names:and}|{names:or}|{names:;}", Language.Chinese).ShouldBe("a、b、c|a、b和c|a、b或c|a；b；c");

    [TestCase("{name")]
    [TestCase("name}")]
    [TestCase("{one|one}")]
    [TestCase("{one|one|two|three}")]
    [TestCase("{one|one|two")]
    [TestCase("{none?a")]
    [TestCase("{name?a|{b}}", Description = "what isn't taken is read all the same")]
    [TestCase("{unknown}")]
    [TestCase("{name|a|b}")]
    [TestCase("{size:loud}")]
    [TestCase("{long:days}")]
    [TestCase("{names:xor}")]
    [TestCase("{none}")]
    public void A_text_that_is_wrong_is_refused(string text) =>
        Should.Throw<FormatException>(() => Fill(text, Language.English));

    private static string Fill(string text, Language language) => ReasonText.Fill(
        text, name => Values.GetValueOrDefault(name) ?? throw new FormatException(name), language);
}
