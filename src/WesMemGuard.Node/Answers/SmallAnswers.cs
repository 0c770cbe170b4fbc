using System.Globalization;
using System.Text.Json;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>Answers of a few fields each.</summary>
internal static class SmallAnswers
{
    public static PoolSample Pool(ReadOnlyMemory<byte> body) =>
        StrictJson.Read(body, root => new PoolSample(StrictJson.Count(root, "", "pending"), StrictJson.Count(root, "", "queued")));

    public static HealthSample Health(ReadOnlyMemory<byte> body) =>
        StrictJson.Read(body, root => new HealthSample(StrictJson.Text(root, "", "status")) { At = Time(root, "timestamp") });

    /// <summary>A time as RFC 3339 writes it; nothing rests on it but a comparison of clocks, so what can't be read is not there.</summary>
    private static DateTimeOffset? Time(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : null;

    public static NodeStatusSample Status(ReadOnlyMemory<byte> body) => StrictJson.Read(body, root => new NodeStatusSample(
        StrictJson.Text(root, "", "sync_mode"), StrictJson.Text(root, "", "sync_status"),
        StrictJson.Flag(root, "", "is_fully_synced"), StrictJson.Flag(root, "", "mining_enabled")));

    public static DiagnosticsSample Diagnostics(ReadOnlyMemory<byte> body) => StrictJson.Read(body, root => new DiagnosticsSample(
        StrictJson.Count(root, "", "heap_alloc_mb"), StrictJson.Count(root, "", "next_gc_mb"),
        StrictJson.Count(root, "", "num_gc"), StrictJson.Count(root, "", "goroutines")));

    public static BlockSample Block(JsonElement root)
    {
        var text = StrictJson.Text(root, "", "result");
        return text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var height)
            ? new BlockSample(height)
            : throw new MissException(MissKind.Unreadable,
                $"result: found {StrictJson.Found(root.GetProperty("result"))}, a height as \"0x1f\" is needed");
    }

    public static ChainSample Chain(JsonElement root) => new(StrictJson.Text(root, "", "result"));

    /// <summary><c>goroutine profile: total 184</c>, then stacks, which are not read.</summary>
    public static GoroutineCount Goroutines(ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> before = "goroutine profile: total "u8;
        var end = body.Span.IndexOfAny((byte)'\n', (byte)'\r');
        var line = end < 0 ? body.Span : body.Span[..end];
        return line.StartsWith(before)
            && int.TryParse(line[before.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            ? new GoroutineCount(total)
            : throw new MissException(MissKind.Unexpected, $"no count of goroutines: {Excerpt.Of(body.Span)}");
    }

    public static ProfileAnswer Profile(ReadOnlyMemory<byte> body) => body.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])
        ? new ProfileAnswer(body)
        : throw new MissException(MissKind.Unexpected, $"no gzipped profile: {Excerpt.Of(body.Span)}");
}
