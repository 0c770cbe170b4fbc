using WesMemGuard.Cli.Output;
using WesMemGuard.Secrets;

namespace WesMemGuard.Cli.Tests;

/// <summary>The last gate: whatever is written as a text is one, on a terminal too; only what is drawn passes.</summary>
internal sealed class ScrubbedWriterTests
{
    private readonly StringWriter _shown = new() { NewLine = "\n" };

    [TestCase(true)]
    [TestCase(false)]
    public void A_raw_text_is_never_obeyed(bool isTerminal)
    {
        using var gate = new ScrubbedWriter(_shown, new Scrubber(), isTerminal);

        gate.WriteLine("a\u001b[31mb\u009bc\rd\u202ee\tf");
        gate.Write('\u0007');
        gate.WriteLine("::error::g");
        gate.WriteLine("::error::h");

        _shown.ToString().ShouldBe("a\\u001B[31mb\\u009Bc\\u000Dd\\u202Ee\tf\n\\u0007::error::g\n: :error::h\n");
    }

    [Test]
    public void The_ends_of_lines_stay() => Written("a\r\nb\r\n").ShouldBe("a\r\nb\r\n");

    [Test]
    public void What_is_drawn_passes_where_a_terminal_is()
    {
        Drawn(isTerminal: true).ShouldBe("\u001b[31mred\u001b[0m\n");
        Drawn(isTerminal: false).ShouldBe("\\u001B[31mred\\u001B[0m\n");
    }

    private string Written(string text)
    {
        using var gate = new ScrubbedWriter(_shown, new Scrubber(), isTerminal: true);
        gate.Write(text);
        return _shown.ToString();
    }

    private static string Drawn(bool isTerminal)
    {
        using var shown = new StringWriter();
        using var gate = new ScrubbedWriter(shown, new Scrubber(), isTerminal);
        gate.Drawn.Write("\u001b[31mred\u001b[0m\n");
        return shown.ToString();
    }
}
