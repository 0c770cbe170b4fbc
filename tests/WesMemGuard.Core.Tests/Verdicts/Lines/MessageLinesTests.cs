using WesMemGuard.Input;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Core.Tests.Verdicts.Lines;

internal sealed class MessageLinesTests
{
    [Test]
    public void What_fits_is_all_there() =>
        Written(Language.English, Line(MessagePart.Subject, "first"), Line(MessagePart.Notice, "of something",
            Keep.Notices))
            .ShouldBe(["first", "  notice     of something"]);

    [Test]
    public void Labels_are_as_wide_in_chinese() =>
        Written(Language.Chinese, Line(MessagePart.Subject, "first"), Line(MessagePart.Notice,
            "of something"), Line(MessagePart.Next, "x"))
            .ShouldBe(
            ["first", "  注意       of something", "  下一步     x"]);

    [Test]
    public void Too_much_goes_by_its_rank_and_never_the_command_or_the_evidence()
    {
        MessageLine[] lines =
        [
            .. Enumerable.Range(0, 8).Select(i => Line(MessagePart.Subject, $"always {i}")),
            Line(MessagePart.Beside, "culprit", Keep.Culprits), Line(MessagePart.RuledOut, "this", Keep.Aside),
                Line(MessagePart.Notice, "one", Keep.Notices),
            Line(MessagePart.Notice, "two", Keep.Notices), Line(MessagePart.Next, "command"), Line(MessagePart.Evidence, "file"),
        ];

        Written(Language.English,
            lines)[8..].ShouldBe(["             culprit", "  notice     one", "  next       command", "  evidence   file"]);
    }

    [Test]
    public void A_continuation_is_broken_under_its_label()
    {
        var broken =
            Written(Language.English, Line(MessagePart.Beside, string.Join(' ', Enumerable.Repeat("word", 30))));

        broken.Length.ShouldBe(2);
        broken[1].ShouldStartWith("             word");
        broken.ShouldAllBe(l => l.Length <= 110);
    }

    [Test]
    public void Chinese_is_broken_between_characters_that_take_two_columns_each_and_never_before_a_comma()
    {
        var text = string.Concat(Enumerable.Repeat("这次运行没有数据，", 10));

        var broken = Written(Language.Chinese, Line(MessagePart.Beside, text));

        broken.Length.ShouldBe(2);
        broken.ShouldAllBe(l => Columns.Of(l) <= 110);
        broken.ShouldAllBe(l => !l.TrimStart().StartsWith('，'));
        string.Concat(broken.Select(l => l.Trim())).ShouldBe(text);
    }

    private static MessageLine Line(MessagePart part, string text, Keep keep = Keep.Always) =>
        new(part, InputReasons.Verbatim(text), keep);

    private static string[] Written(Language language, params MessageLine[] lines) =>
        MessageLines.Write(lines, language).Split('\n');
}
