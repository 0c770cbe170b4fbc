using WesMemGuard.Cli.Output;
using WesMemGuard.Secrets;

namespace WesMemGuard.Cli.Tests;

/// <summary>The last gate: whatever is written as a text is one, on a terminal too; only what is drawn passes.</summary>
internal sealed class ScrubbedWriterTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void A_raw_text_is_never_obeyed(bool isTerminal)
    {
        Written(isTerminal, "a\u001b[31mb\u009bc\rd\u202ee\tf\n", "\u0007::error::g\n", "::error::h\n")
            .ShouldBe("a\\u001B[31mb\\u009Bc\\u000Dd\\u202Ee\tf\n\\u0007::error::g\n: :error::h\n");
    }

    [Test]
    public void The_ends_of_lines_stay() => Written(isTerminal: true, "a\r\nb\r\n").ShouldBe("a\r\nb\r\n");

    [Test]
    public void What_is_drawn_passes_where_a_terminal_is()
    {
        Drawn(isTerminal: true).ShouldBe("\u001b[31mred\u001b[0m\n");
        Drawn(isTerminal: false).ShouldBe("\\u001B[31mred\\u001B[0m\n");
    }

    /// <summary>How far something is stands in one line of a terminal, at once, and whatever it says is a text.</summary>
    [Test]
    public void A_line_that_is_written_again_goes_back_to_its_beginning()
    {
        using var shown = new StringWriter();
        using var gate = new ScrubbedWriter(shown, new Scrubber(), isTerminal: true);

        Terminal.Rewrite(gate, "4 of 9", isLast: false);
        shown.ToString().ShouldBe("\r4 of 9");
        Terminal.Rewrite(gate, "9 of\r9", isLast: true);

        shown.ToString().ShouldBe("\r4 of 9\r9 of\\u000D9\n");
    }

    private static string Written(bool isTerminal, params string[] texts)
    {
        using var shown = new StringWriter();
        using var gate = new ScrubbedWriter(shown, new Scrubber(), isTerminal);
        foreach (var text in texts)
            gate.Write(text);
        return shown.ToString();
    }

    private static string Drawn(bool isTerminal)
    {
        using var shown = new StringWriter();
        using var gate = new ScrubbedWriter(shown, new Scrubber(), isTerminal);
        gate.Drawn.Write("\u001b[31mred\u001b[0m\n");
        return shown.ToString();
    }
}
