using System.Text;
using WesMemGuard.Output;
using WesMemGuard.Secrets;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// The last gate before the standard output and the standard error: line by line, without secrets. What can't be
/// written is an error that says so.
/// </summary>
/// <param name="inner">Where the lines go.</param>
/// <param name="scrubber">Knows the process's secrets.</param>
/// <param name="isTerminal">Whether a terminal shows them, which this product may tell to draw.</param>
internal sealed class ScrubbedWriter(TextWriter inner, Scrubber scrubber,
    bool isTerminal) : TextWriter(inner.FormatProvider)
{
    private readonly StringBuilder _line = new();
    private readonly LineScrubber _lines = new(scrubber.Last);

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        _line.Append(value);
        if (value == '\n')
            Pass();
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        _line.Append(buffer);
        if (buffer.Contains('\n'))
            Pass();
    }

    /// <summary>A line that is begun is passed on as it is then: people wait for it.</summary>
    public override void Flush()
    {
        if (_line.Length > 0)
            Pass();
        Guarded(inner.Flush);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _line.Length > 0)
            Pass();
        base.Dispose(disposing);
    }

    private void Pass()
    {
        var text = _line.ToString();
        _line.Clear();
        var clean = string.Join('\n',
            text.Split('\n').Select(line => CiCommands.Disarmed(_lines.Line(isTerminal ? line : Plain(line)))));
        Guarded(() => inner.Write(clean));
    }

    /// <summary>Where no terminal is, nothing in a line is for one: what stood there came from a node.</summary>
    private static string Plain(string line) => line.AsSpan().ContainsAnyExceptInRange(' ', '~')
        ? string.Join('\t', line.TrimEnd('\r').Split('\t').Select(SafeText.Of)) + (line.EndsWith('\r') ? "\r" : "")
        : line;

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
}
