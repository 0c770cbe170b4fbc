using System.Text.Json;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Envelopes;

/// <summary>Opens a collector's objects of one file: which member holds the node's line is found once, then only looked up.</summary>
internal sealed class JsonEnvelope
{
    /// <summary>So many objects in vain, and only those that name a sample are looked through.</summary>
    private const int MostSearches = 256;

    /// <summary>Members that are known without having been found: a file may begin with lines that are no log of the node.</summary>
    private static readonly LineMember[] Usual =
    [
        new("log", false, EnvelopeKind.Docker), new("MESSAGE", false, EnvelopeKind.JournalJson),
            new("textPayload", false, EnvelopeKind.CloudLogging),
    ];

    private byte[] _text = new byte[16 * 1024];
    private LineMember? _member;
    private int _searches;

    /// <summary>Begins with another file.</summary>
    public void Clear() => (_member, _searches) = (null, 0);

    /// <summary>The line within an object; empty when the object holds none, or is one itself.</summary>
    /// <param name="line">An object.</param>
    /// <param name="most">So many bytes of it are enough.</param>
    /// <param name="kind">What wrote it.</param>
    public ReadOnlySpan<byte> Open(ReadOnlySpan<byte> line, int most, out EnvelopeKind kind)
    {
        kind = EnvelopeKind.None;
        if (_member is not null && Within(line, _member, most) is { IsEmpty: false } inner)
        {
            kind = _member.Kind;
            return inner;
        }

        if (_searches < MostSearches || line.IndexOf("memory_sample"u8) >= 0)
        {
            _searches++;
            if (LineMember.Find(line) is { } found)
                (_member, _searches) = (found, 0);
        }

        var member = _member ?? UsualOf(line);
        if (member is null || Within(line, member, most) is not { IsEmpty: false } within)
            return [];
        kind = member.Kind;
        return within;
    }

    private static LineMember? UsualOf(ReadOnlySpan<byte> line)
    {
        foreach (var member in Usual)
        {
            if (line.IndexOf(member.Quoted) is >= 0 and < 64)
                return member;
        }

        return null;
    }

    private ReadOnlySpan<byte> Within(ReadOnlySpan<byte> line, LineMember member, int most)
    {
        for (var at = line.IndexOf(member.Quoted); at >= 0;)
        {
            var value = line[(at + member.Quoted.Length)..].TrimStart(" \t"u8);
            if (value.StartsWith(":"u8))
                return Value(value[1..].TrimStart(" \t"u8), member.IsObject, most);
            var next = line[(at + 1)..].IndexOf(member.Quoted);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return [];
    }

    private ReadOnlySpan<byte> Value(ReadOnlySpan<byte> value, bool isObject, int most)
    {
        if (value.IsEmpty)
            return [];
        if (isObject)
            return value[0] == (byte)'{' ? Object(value) : [];
        if (value[0] == (byte)'[')
            return List(value);
        if (value[0] != (byte)'"')
            return [];
        value = value[..Math.Min(value.Length, most)];
        if (_text.Length < value.Length)
            _text = new byte[Math.Min(Math.Max(value.Length, _text.Length * 2), LineBlocks.LongestLine + 16)];
        var length = JsonEscapes.Read(value[1..], _text, out _);
        return _text.AsSpan(0, length);
    }

    private static ReadOnlySpan<byte> Object(ReadOnlySpan<byte> value)
    {
        try
        {
            var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = 64 });
            reader.Read();
            reader.Skip();
            return value[..(int)reader.BytesConsumed];
        }
        catch (JsonException)
        {
            return value; // cut short: whoever parses it says so
        }
    }

    private static ReadOnlySpan<byte> List(ReadOnlySpan<byte> value)
    {
        try
        {
            var reader = new Utf8JsonReader(value);
            using var document = JsonDocument.ParseValue(ref reader);
            return LineMember.Bytes(document.RootElement) ?? [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
