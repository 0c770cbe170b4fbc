using System.Text;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Found;

/// <summary>The lines of a found file, bounded, with their numbers; empty ones are passed over.</summary>
internal sealed class FoundLines(Stream bytes, string file) : IDisposable
{
    /// <summary>The longest line that is read, in characters: a header of 100,000 columns.</summary>
    public const int Longest = 8 * 1024 * 1024;

    private readonly StreamReader _reader =
        new(bytes, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 64 * 1024);
    private char[] _buffer = new char[64 * 1024];
    private int _from, _to;
    private bool _isOver;

    /// <summary>The number of the line read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>
    /// The next line that isn't empty, without blanks around it; it stands until the next is asked for.
    /// </summary>
    /// <returns>False at the end.</returns>
    public bool Next(out ReadOnlySpan<char> line)
    {
        while (Raw(out line))
        {
            line = line.Trim();
            if (line.Length > 0)
                return true;
        }

        return false;
    }

    public BadInputException Wrong(Reasons.Reason what) => new([new FileProblem(file, Number, 1, what)]);

    public void Dispose() => _reader.Dispose();

    private bool Raw(out ReadOnlySpan<char> line)
    {
        var looked = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_from + looked, _to - _from - looked).IndexOf('\n');
            if (at >= 0)
            {
                line = _buffer.AsSpan(_from, looked + at);
                _from += looked + at + 1;
                Number++;
                return true;
            }

            looked = _to - _from;
            if (_isOver)
            {
                line = _buffer.AsSpan(_from, looked);
                _from = _to;
                Number += looked > 0 ? 1 : 0;
                return looked > 0;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_from > 0)
        {
            Array.Copy(_buffer, _from, _buffer, 0, _to - _from);
            (_from, _to) = (0, _to - _from);
        }

        if (_to == _buffer.Length)
        {
            if (_buffer.Length >= Longest)
                throw new BadInputException([new FileProblem(file, Number + 1, 1, FoundReasons.LongLine(Longest))]);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _reader.Read(_buffer, _to, _buffer.Length - _to);
        _isOver = read == 0;
        _to += read;
    }
}
