using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// JSON from a stream, a token at a time, however large it is: what answers of servers and exports of months need.
/// Several values may follow each other, as in JSON lines. Bounded: depth and the length of one token.
/// </summary>
internal sealed class JsonPull(Stream stream)
{
    private const int MostDepth = 64;
    private const int LongestToken = 1024 * 1024;

    private byte[] _buffer = new byte[128 * 1024];
    private int _at, _end, _from, _to;
    private long _passed, _lines, _lineBegan;
    private ulong _objects;
    private int _depth;
    private bool _expectsName, _afterValue, _isEscaped, _hasBegun;

    /// <summary>The token that was read last.</summary>
    public JsonPullToken Token { get; private set; }

    /// <summary>Where reading stands: the line, and the byte in it, both from 1.</summary>
    public (int Line, int Column) Place
    {
        get
        {
            var read = _buffer.AsSpan(0, _at);
            var (lines, began) = Lines(read, _passed);
            var column = _passed + _at - (began ?? _lineBegan) + 1;
            return ((int)Math.Min(int.MaxValue, _lines + lines + 1), (int)Math.Min(int.MaxValue, column));
        }
    }

    /// <summary>The bytes of a number or of a string without escapes.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_from, _to - _from);

    /// <summary>The text of a name, string or number.</summary>
    public string Text => _isEscaped ? Unescaped() : Encoding.UTF8.GetString(Raw);

    /// <summary>Reads the next token.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public JsonPullToken Next()
    {
        if (!_hasBegun)
            PassMark();
        var c = Mark();
        if (c < 0)
            return _depth == 0 ? Token = JsonPullToken.End : throw Wrong();
        _at++;
        switch (c)
        {
            case '{' or '[':
                Open(c == '{');
                break;
            case '}' or ']':
                Close(c == '}');
                break;
            case '"':
                Quoted();
                break;
            default:
                _at--;
                Bare();
                break;
        }

        return Token;
    }

    /// <summary>Passes over the value whose first token was just read.</summary>
    public void Skip()
    {
        var depth = _depth;
        if (Token is not (JsonPullToken.ObjectStart or JsonPullToken.ArrayStart))
            return;
        while (Next() is not JsonPullToken.End && _depth >= depth)
        {
        }
    }

    /// <summary>The number of a number, or of a string that holds one; null where it is none.</summary>
    public double? Number() => Token is JsonPullToken.Number or JsonPullToken.String
        && Utf8Parser.TryParse(Raw, out double value, out var used) && used == Raw.Length ? value : null;

    /// <summary>
    /// The first character of the next token: blanks, commas and colons are passed over where they may be.
    /// </summary>
    private int Mark()
    {
        var comma = false;
        while (true)
        {
            if (_at == _end && !Fill())
                return comma ? throw Wrong() : -1;
            var c = _buffer[_at];
            if (c is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                _at++;
            }
            else if (c == ',' && _afterValue && _depth > 0 && !comma)
            {
                (comma, _afterValue) = (true, false);
                _expectsName = IsObject;
                _at++;
            }
            else if (_afterValue && _depth > 0 && c is not ((byte)'}' or (byte)']'))
            {
                throw Wrong();
            }
            else
            {
                return comma && c is (byte)'}' or (byte)']' && comma ? throw Wrong() : c;
            }
        }
    }

    private bool IsObject => (_objects & 1) != 0;

    private void Open(bool isObject)
    {
        if (_depth == MostDepth || _expectsName)
            throw Wrong();
        _objects = (_objects << 1) | (isObject ? 1ul : 0);
        _depth++;
        (_expectsName, _afterValue) = (isObject, false);
        Token = isObject ? JsonPullToken.ObjectStart : JsonPullToken.ArrayStart;
    }

    private void Close(bool isObject)
    {
        if (_depth == 0 || IsObject != isObject || (isObject && !_expectsName && !_afterValue))
            throw Wrong();
        _objects >>= 1;
        _depth--;
        Value(isObject ? JsonPullToken.ObjectEnd : JsonPullToken.ArrayEnd);
    }

    private void Quoted()
    {
        _isEscaped = false;
        var at = 0;
        while (true)
        {
            if (_at + at >= _end && !More())
                throw Wrong();
            var found = _buffer.AsSpan(_at + at, _end - _at - at).IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                at = _end - _at;
                continue;
            }

            at += found;
            if (_buffer[_at + at] == '"')
                break;
            _isEscaped = true;
            at += 2;
        }

        (_from, _to) = (_at, _at + at);
        _at = _to + 1;
        if (!_expectsName)
        {
            Value(JsonPullToken.String);
            return;
        }

        Token = JsonPullToken.Name;
        Colon();
    }

    /// <summary>The name keeps its place in the buffer while the colon behind it is looked for.</summary>
    private void Colon()
    {
        var length = _to - _from;
        while (true)
        {
            if (_at == _end)
            {
                (_at, var after) = (_from, _at - _from);
                if (!More())
                    throw Wrong();
                (_from, _to, _at) = (_at, _at + length, _at + after);
                continue;
            }

            var c = _buffer[_at++];
            if (c == ':')
                break;
            if (c is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                throw Wrong();
        }

        (_expectsName, _afterValue) = (false, false);
    }

    private void Bare()
    {
        if (_expectsName)
            throw Wrong();
        var length = 0;
        while (_at + length < _end || More())
        {
            if (_buffer[_at + length] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
                break;
            length++;
        }

        (_isEscaped, _from, _to) = (false, _at, _at + length);
        _at = _to;
        Value(Raw switch
        {
            [(byte)'t', ..] when Raw.SequenceEqual("true"u8) => JsonPullToken.True,
            [(byte)'f', ..] when Raw.SequenceEqual("false"u8) => JsonPullToken.False,
            [(byte)'n', ..] when Raw.SequenceEqual("null"u8) => JsonPullToken.Null,
            [(byte)'N', ..] when Raw.SequenceEqual("NaN"u8) => JsonPullToken.Null,
            [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..] when Utf8Parser.TryParse(Raw, out double _, out var used)
                && used == Raw.Length => JsonPullToken.Number,
            _ => throw WrongFrom(_from),
        });
    }

    private void Value(JsonPullToken token)
    {
        Token = token;
        _afterValue = true;
        _expectsName = false;
    }

    private bool Fill()
    {
        Pass(_end);
        (_at, _end) = (0, 0);
        return Read();
    }

    /// <summary>Forgets the first bytes, but not how many lines ended in them.</summary>
    private void Pass(int bytes)
    {
        var (lines, began) = Lines(_buffer.AsSpan(0, bytes), _passed);
        (_lines, _lineBegan) = (_lines + lines, began ?? _lineBegan);
        _passed += bytes;
    }

    /// <summary>How many lines end in some bytes, and where the one behind the last of them begins; null: none ends.</summary>
    private static (long Lines, long? Began) Lines(ReadOnlySpan<byte> bytes, long from) =>
        bytes.LastIndexOf((byte)'\n') is >= 0 and var last ? (bytes.Count((byte)'\n'), from + last + 1) : (0, null);

    /// <summary>More bytes behind those from the token's first on.</summary>
    private bool More()
    {
        if (_at > 0)
        {
            Pass(_at);
            Buffer.BlockCopy(_buffer, _at, _buffer, 0, _end - _at);
            (_at, _end) = (0, _end - _at);
        }
        else if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestToken)
                throw Wrong();
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return Read();
    }

    private bool Read()
    {
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    /// <summary>Passes over the mark that some write before UTF-8.</summary>
    private void PassMark()
    {
        _hasBegun = true;
        while (_end < 3 && Read())
        {
        }

        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _at = 3;
    }

    private string Unescaped()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_from - 1, _to - _from + 2));
        reader.Read();
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong();
        }
    }

    /// <summary>A token is told at its beginning.</summary>
    private JsonException WrongFrom(int at)
    {
        _at = at;
        return Wrong();
    }

    private JsonException Wrong() => new($"{Place.Line}:{Place.Column}");
}

/// <summary>The tokens of JSON.</summary>
internal enum JsonPullToken
{
    /// <summary>Nothing is left.</summary>
    End,

    /// <summary>An object opens.</summary>
    ObjectStart,

    /// <summary>An object closes.</summary>
    ObjectEnd,

    /// <summary>An array opens.</summary>
    ArrayStart,

    /// <summary>An array closes.</summary>
    ArrayEnd,

    /// <summary>The name of a member.</summary>
    Name,

    /// <summary>A string.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True.</summary>
    True,

    /// <summary>False.</summary>
    False,

    /// <summary>Null, or what some write for no number.</summary>
    Null,
}
