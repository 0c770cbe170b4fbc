using System.Runtime.CompilerServices;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Logs.Envelopes;

/// <summary>
/// Takes off what collectors write before a line as text. Each part is optional and they follow each other in any
/// order, as when journald keeps what Compose printed: colours, <c>[pod/name/container]</c>, a time, <c>stdout F</c>,
/// <c>name |</c>, <c>host unit[1]:</c>, labels in braces.
/// </summary>
internal static class LineHeader
{
    /// <summary>No header is longer than this.</summary>
    private const int Longest = 512;

    private const int MostParts = 8;

    /// <summary>How long the header is; 0: the line has none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="kind">What wrote it; None without a header.</param>
    /// <param name="isPart">Whether the line goes on in the next one.</param>
    public static int Length(ReadOnlySpan<byte> line, out EnvelopeKind kind, out bool isPart)
    {
        (kind, isPart) = (EnvelopeKind.None, false);
        var at = 0;
        for (var part = 0; part < MostParts && at < Math.Min(line.Length, Longest); part++)
        {
            var rest = line[at..];
            if (rest[0] == (byte)'{' && rest.StartsWith("{\""u8))
                break;
            var length = Part(rest, ref kind, ref isPart);
            if (length <= 0)
                break;
            at += length;
        }

        return kind == EnvelopeKind.None ? 0 : Math.Min(at, line.Length);
    }

    private static int Part(ReadOnlySpan<byte> rest, ref EnvelopeKind kind, ref bool isPart)
    {
        if (Colour(rest) is var colour and > 0)
            return colour;
        if (Stream(rest, ref isPart) is var stream and > 0)
            return As(EnvelopeKind.Cri, stream, ref kind);
        if (Time(rest) is var time and > 0)
            return As(kind == EnvelopeKind.None ? EnvelopeKind.Timestamps : kind, time, ref kind);
        if (Bracketed(rest) is var pod and > 0)
            return As(EnvelopeKind.Timestamps, pod, ref kind);
        if (Priority(rest) is var priority and > 0)
            return As(EnvelopeKind.Journal, priority, ref kind);
        if (MonthDay(rest) is var day and > 0)
            return As(EnvelopeKind.Journal, day, ref kind);
        if (Service(rest) is var service and > 0)
            return As(EnvelopeKind.Compose, service, ref kind);
        if (kind is EnvelopeKind.Timestamps or EnvelopeKind.Journal && HostAndUnit(rest) is var unit and > 0)
            return As(EnvelopeKind.Journal, unit, ref kind);
        return kind == EnvelopeKind.Timestamps && Labels(rest) is var labels and > 0
            ? As(EnvelopeKind.Loki, labels, ref kind) : 0;
    }

    private static int As(EnvelopeKind found, int length, ref EnvelopeKind kind)
    {
        kind = found;
        return length;
    }

    /// <summary><c>ESC[36m</c>.</summary>
    private static int Colour(ReadOnlySpan<byte> text) =>
        text[0] == 0x1b && text.Length > 2 && text[1] == (byte)'['
            && text[..Math.Min(text.Length, 16)].IndexOf((byte)'m') is var end and > 0 ? end + 1 : 0;

    /// <summary><c>stdout F </c>; the tag may be followed by others behind a colon.</summary>
    private static int Stream(ReadOnlySpan<byte> text, ref bool isPart)
    {
        if (!text.StartsWith("stdout "u8) && !text.StartsWith("stderr "u8))
            return 0;
        if (text.Length < 8 || text[7] is not ((byte)'F' or (byte)'P')
            || (text.Length > 8 && text[8] is not ((byte)' ' or (byte)':')))
            return 0;
        isPart = text[7] == (byte)'P';
        var blank = text[7..].IndexOf((byte)' ');
        return blank < 0 ? text.Length : 7 + blank + 1;
    }

    /// <summary>
    /// <c>2026-11-22T16:00:00.123456Z </c> with a blank or a tab behind; journald's <c>short-full</c> has the week
    /// day before and the zone behind.
    /// </summary>
    private static int Time(ReadOnlySpan<byte> text)
    {
        var skipped = text.Length > 4 && text[3] == (byte)' ' && IsLetter(text[0]) && IsLetter(text[1])
            && IsLetter(text[2]) ? 4 : 0;
        var time = text[skipped..];
        if (time.Length < 20 || time[4] != (byte)'-' || time[7] != (byte)'-' || time[13] != (byte)':'
            || time[16] != (byte)':')
            return 0;
        if (!IsDigit(time[0]) || time[10] is not ((byte)'T' or (byte)' '))
            return 0;
        var end = time[19..Math.Min(time.Length, 48)].IndexOfAny(" \t"u8);
        if (end < 0)
            return 0;
        end += 20;
        return skipped > 0 && time.Length > end + 4 && time[end..].StartsWith("UTC "u8)
            ? skipped + end + 4 : skipped + end;
    }

    /// <summary><c>[pod/wes-0/node] </c>, <c>[ 1234.567890] </c>.</summary>
    private static int Bracketed(ReadOnlySpan<byte> text)
    {
        if (text[0] != (byte)'[' || text.Length < 4)
            return 0;
        var end = text[..Math.Min(text.Length, 300)].IndexOf("] "u8);
        if (end < 0)
            return 0;
        return text.StartsWith("[pod/"u8) || text[1..end].IndexOfAnyExcept(Seconds) < 0 ? end + 2 : 0;
    }

    /// <summary>Syslog's <c>&lt;30&gt;</c>, and RFC 5424's version behind it.</summary>
    private static int Priority(ReadOnlySpan<byte> text)
    {
        if (text[0] != (byte)'<' || text.Length < 4)
            return 0;
        var end = text[..Math.Min(text.Length, 6)].IndexOf((byte)'>');
        if (end < 2 || text[1..end].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            return 0;
        return text[(end + 1)..].StartsWith("1 "u8) ? end + 3 : end + 1;
    }

    /// <summary><c>Nov 22 16:00:00 </c> or <c>Nov  2 16:00:00.123456 </c>.</summary>
    private static int MonthDay(ReadOnlySpan<byte> text)
    {
        if (text.Length < 16 || !IsLetter(text[0]) || text[3] != (byte)' ' || !IsDigit(text[5]) || text[6] != (byte)' '
            || text[9] != (byte)':' || text[12] != (byte)':')
            return 0;
        var end = text[15..Math.Min(text.Length, 26)].IndexOf((byte)' ');
        return end < 0 ? 0 : 15 + end + 1;
    }

    /// <summary><c>host unit[123]: </c>, or RFC 5424's <c>host unit 123 id - </c>.</summary>
    private static int HostAndUnit(ReadOnlySpan<byte> text)
    {
        var head = text[..Math.Min(text.Length, 200)];
        var host = Word(head);
        if (host == 0)
            return 0;
        var unit = head[host..].IndexOfAny(" {"u8);
        if (unit > 1 && head[host + unit - 1] == (byte)':')
            return host + unit + 1;
        var at = host;
        for (var word = 0; word < 3 && at > 0; word++)
            at = Word(head[at..]) is var length and > 0 ? at + length : 0;
        return at > 0 && head[at..].StartsWith("- "u8) ? at + 2 : 0;
    }

    /// <summary><c>wes-node-1  | </c>; a colour may end between.</summary>
    private static int Service(ReadOnlySpan<byte> text)
    {
        var name = text.IndexOfAnyExcept(Names);
        if (name <= 0 || name > 128)
            return 0;
        var bar = text[name..].IndexOfAnyExcept((byte)' ');
        return bar >= 0 && text[name + bar] == (byte)'|' && text.Length > name + bar + 1
            && text[name + bar + 1] == (byte)' ' ? name + bar + 2 : 0;
    }

    /// <summary><c>{app="wes", pod="wes-0"} </c>.</summary>
    private static int Labels(ReadOnlySpan<byte> text)
    {
        if (text[0] != (byte)'{' || text[..Math.Min(text.Length, 64)].IndexOf("=\""u8) < 0)
            return 0;
        var end = text[..Math.Min(text.Length, Longest)].IndexOf("\"}"u8);
        if (end < 0)
            return 0;
        var rest = text[(end + 2)..].IndexOfAnyExcept(" \t"u8);
        return rest < 0 ? text.Length : end + 2 + rest;
    }

    private static int Word(ReadOnlySpan<byte> text) => text.IndexOf((byte)' ') is var end and > 0 ? end + 1 : 0;

    private static readonly System.Buffers.SearchValues<byte> Seconds =
        System.Buffers.SearchValues.Create(" .0123456789"u8);

    private static readonly System.Buffers.SearchValues<byte> Names =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"u8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLetter(byte c) => (c | 0x20) is >= (byte)'a' and <= (byte)'z';
}
