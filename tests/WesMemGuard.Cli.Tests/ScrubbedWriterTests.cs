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
