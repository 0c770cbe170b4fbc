using System.Text;
using WesMemGuard.Output;
using WesMemGuard.Secrets;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// The last gate before the standard output and the standard error: line by line, without secrets, and without anything that a
/// terminal or a CI service would obey, whoever wrote it. What this product draws by itself goes through <see cref="Drawn"/>. What
/// can't be written is an error that says so.
/// </summary>
internal sealed class ScrubbedWriter : TextWriter
{
    private readonly TextWriter _inner;
    private readonly LineScrubber _lines;
    private readonly StringBuilder _line = new();

    /// <summary>A gate.</summary>
    /// <param name="inner">Where the lines go.</param>
    /// <param name="scrubber">Knows the process's secrets.</param>
    /// <param name="isTerminal">Whether a terminal shows them, which this product may tell to draw.</param>
    public ScrubbedWriter(TextWriter inner, Scrubber scrubber, bool isTerminal)
        : base(inner.FormatProvider)
    {
        (_inner, _lines) = (inner, new LineScrubber(scrubber.Last));
        Drawn = isTerminal ? new DrawingWriter(this) : this;
    }

    /// <summary>
    /// For what this product draws: colours and moves of the cursor pass. Only <see cref="Terminal"/> writes to it, after it made
    /// every text a text. Where no terminal is, it is this writer.
    /// </summary>
    public TextWriter Drawn { get; }

    public override Encoding Encoding => _inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.ContainsAnyExceptInRange(' ', '~'))
            SafeText.Append(buffer, _line);
        else
            _line.Append(buffer);
        PassWhole(buffer);
    }

    /// <summary>
    /// Writes words of this product alone, such as help, as they are: no secret is looked for in them, which begins with compiling
    /// what looks. Whatever comes from outside goes the other ways.
    /// </summary>
    public void WriteOwn(string words)
    {
        if (_line.Length > 0)
            Pass();
        Guarded(() => _inner.Write(words));
    }

    /// <summary>A line that is begun is passed on as it is then: people wait for it.</summary>
    public override void Flush()
    {
        if (_line.Length > 0)
            Pass();
        Guarded(_inner.Flush);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _line.Length > 0)
            Pass();
        base.Dispose(disposing);
    }

    private void Draw(ReadOnlySpan<char> text)
    {
        _line.Append(text);
        PassWhole(text);
    }

    private void PassWhole(ReadOnlySpan<char> text)
    {
        if (text.Contains('\n'))
            Pass();
    }

    private void Pass()
    {
        var text = _line.ToString();
        _line.Clear();
        var clean = string.Join('\n', text.Split('\n').Select(line => CiCommands.Disarmed(_lines.Line(line))));
        Guarded(() => _inner.Write(clean));
    }

    private static void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of("stdout", e);
        }
    }

    /// <summary>What was drawn by this product itself, into the same lines.</summary>
    private sealed class DrawingWriter(ScrubbedWriter gate) : TextWriter(gate.FormatProvider)
    {
        public override Encoding Encoding => gate.Encoding;

        public override void Write(char value) => gate.Draw([value]);

        public override void Write(string? value) => gate.Draw(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => gate.Draw(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer) => gate.Draw(buffer);

        public override void Flush() => gate.Flush();
    }
}
