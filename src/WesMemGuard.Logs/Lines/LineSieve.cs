using System.Runtime.CompilerServices;

namespace WesMemGuard.Logs.Lines;

/// <summary>What a line may be worth, from a look at its first bytes.</summary>
internal enum Worth
{
    /// <summary>Not looked for.</summary>
    Nothing,

    /// <summary>A line of JSON that may be an event.</summary>
    Json,

    /// <summary>A line of JSON at level error or above.</summary>
    JsonError,

    /// <summary>A line of the console's format that may be an event or an error.</summary>
    Console,

    /// <summary>A plain line of the console that may be an event.</summary>
    Plain,
}

/// <summary>
/// Decides about a line without parsing it. The node's encoder writes <c>level</c> first and <c>message</c> after the
/// caller (node.md 5.1): there the message begins within the first 200 bytes. Other encoders' lines are searched for
/// the keys.
/// </summary>
internal static class LineSieve
{
    private const int HeadLength = 400;

    /// <summary>What the line may be worth, and the level that it names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Worth Look(ReadOnlySpan<byte> line, out byte level)
    {
        level = 0;
        if (line.Length < 12)
            return Worth.Nothing;
        if (line[0] == (byte)'{')
            return line.StartsWith("{\"level\":\""u8) ? OfNode(line, out level) : OfOtherEncoder(line, out level);
        if (ConsoleLine.Looks(line))
            return OfConsole(line, out level);
        return Phrases.Of(line) is not null ? Worth.Plain : Worth.Nothing;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Worth OfNode(ReadOnlySpan<byte> line, out byte level)
    {
        level = Lower(line[10]);
        if (IsError(line[10..]))
            return Worth.JsonError;
        var message = MessageAfterCaller(line);
        if (message > 0)
            return OfMessage(line[message..]);
        var key = line.Slice(12, Math.Min(line.Length - 12, HeadLength)).IndexOf("\"message\":\""u8);
        return key >= 0 ? OfMessage(line[(12 + key + 11)..]) : OfOtherEncoder(line, out level);
    }

    /// <summary>
    /// Where the message begins in a line of level info or warn as the node writes it: the time has 24 bytes (<c>Z</c>)
    /// or 28 (an offset), the caller follows, then the message. 0: the line is laid out otherwise.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MessageAfterCaller(ReadOnlySpan<byte> line)
    {
        const int time = 29;
        const int longestCaller = 64;
        if (line.Length < time + 28 + 12 + longestCaller + 13)
            return 0;
        var caller = time + 12 + (line[time + 24] == (byte)'"' ? 24 : 28);
        var length = line.Slice(caller, longestCaller).IndexOf((byte)'"');
        return length > 0 && line[caller - 1] == (byte)'"'
            && line.Slice(caller + length, 13).SequenceEqual("\",\"message\":\""u8) ? caller + length + 13 : 0;
    }

    private static Worth OfOtherEncoder(ReadOnlySpan<byte> line, out byte level)
    {
        var named = Value(line, "\"level\""u8);
        level = named.IsEmpty ? (byte)0 : Lower(named[0]);
        if (IsError(named))
            return Worth.JsonError;
        var message = Value(line, "\"message\""u8);
        if (message.IsEmpty)
            message = Value(line, "\"msg\""u8);
        return HasEscapes(message) ? Worth.Json : OfMessage(message);
    }

    private static Worth OfConsole(ReadOnlySpan<byte> line, out byte level)
    {
        var named = ConsoleLine.Level(line);
        level = named.IsEmpty ? (byte)0 : Lower(named[0]);
        return IsError(named) || Phrases.Of(ConsoleLine.Message(line)) is not null ? Worth.Console : Worth.Nothing;
    }

    /// <summary>A message with an escape at its head (<c>\u5185…</c>) is parsed to know it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Worth OfMessage(ReadOnlySpan<byte> message) =>
        !message.IsEmpty && (message[0] == (byte)'\\' || Phrases.Of(message) is not null) ? Worth.Json : Worth.Nothing;

    /// <summary>Other encoders write what is not ASCII as <c>\u5185</c>: such a message is parsed to know it.</summary>
    private static bool HasEscapes(ReadOnlySpan<byte> message) =>
        message[..Math.Min(message.Length, 64)].IndexOf("\\u"u8) >= 0;

    /// <summary>The text that follows a key, white space and colon allowed; empty when there is none.</summary>
    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key)
    {
        var at = line.IndexOf(key);
        if (at < 0)
            return [];
        var rest = line[(at + key.Length)..].TrimStart(" \t"u8);
        if (rest.IsEmpty || rest[0] != (byte)':')
            return [];
        rest = rest[1..].TrimStart(" \t"u8);
        return rest.IsEmpty || rest[0] != (byte)'"' ? [] : rest[1..];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Lower(byte letter) => (byte)(letter | 0x20);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsError(ReadOnlySpan<byte> level) => level.Length > 1 && Lower(level[0]) switch
    {
        (byte)'e' or (byte)'f' or (byte)'p' => true,
        (byte)'d' => Lower(level[1]) == (byte)'p',
        _ => false,
    };
}
