using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// Reads <c>/debug/pprof/heap?debug=1</c> and <c>allocs?debug=1</c>. Its numbers are what was sampled; the sampling is
/// undone as runtime/pprof does for the protobuf form: times 1/(1-exp(-size/rate)), where the head states twice the
/// rate ("heap/1048576" is 524,288).
/// </summary>
internal static partial class HeapText
{
    private static readonly ImmutableArray<SampleType> Types =
        [new("alloc_objects", "count"), new("alloc_space", "bytes"), new("inuse_objects", "count"), new("inuse_space", "bytes")];

    private static readonly int[] Order = [3, 4, 1, 2];

    internal static GoProfile Read(byte[] bytes, ProfileLimits limits)
    {
        TextLines lines = new(bytes, limits);
        lines.Next();
        var head = Head().Match(lines.Current);
        if (!head.Success)
            throw lines.Wrong("the head of a heap profile (heap profile: objects: bytes [objects: bytes] @ heap/N)");
        var announced = Numbers(lines, head);
        var rate = Math.Max(1, lines.Number64(head.Groups[5].ValueSpan, "a rate") / 2);
        ProfileLimits.Check(rate, HeapSampling.HighestRate, "bytes per sample", lines.Where);
        TextStacks stacks = new(lines, limits);
        var seen = ReadRecords(lines, stacks, rate);
        if (!seen.AsSpan().SequenceEqual(announced))
            throw new ProfileException(
                $"cut short: the head announces {announced[2]} sampled objects of {announced[3]} bytes in use, there "
                    + $"are {seen[2]} of {seen[3]}", lines.Where);
        return new GoProfile(Types, stacks.Samples, rate);
    }

    /// <summary>Reads all records up to the figures of the runtime; returns the sums of what was sampled.</summary>
    private static long[] ReadRecords(TextLines lines, TextStacks stacks, long rate)
    {
        var sums = new long[4];
        ValueSums scaled = new(Types);
        var more = lines.Next();
        while (more)
        {
            if (lines.Current.StartsWith("# runtime.MemStats", StringComparison.Ordinal))
                break;
            more = lines.Current.Length == 0 ? lines.Next() : ReadRecord(lines, stacks, rate, sums, scaled);
        }
        return sums;
    }

    private static bool ReadRecord(TextLines lines, TextStacks stacks, long rate, long[] sums, ValueSums scaled)
    {
        var record = Record().Match(lines.Current);
        if (!record.Success)
            throw lines.Wrong("a heap record (objects: bytes [objects: bytes] @ addresses)");
        var sampled = Numbers(lines, record);
        for (var i = 0; i < sums.Length; i++)
            sums[i] += sampled[i];
        var size = sampled[0] > 0 ? sampled[1] / sampled[0] : sampled[2] > 0 ? sampled[3] / sampled[2] : 0;
        List<CallFrame> frames = [];
        var (allocObjects, allocSpace) = Scaled(lines, sampled[0], sampled[1], rate, ProfileLimits.Sum);
        var (inuseObjects, inuseSpace) = Scaled(lines, sampled[2], sampled[3], rate, ProfileLimits.Value);
        scaled.Add([allocObjects, allocSpace, inuseObjects, inuseSpace], lines.Where);
        var more = stacks.ReadFrames(frames);
        stacks.Add(frames, [allocObjects, allocSpace, inuseObjects, inuseSpace], size);
        return more;
    }

    /// <summary>
    /// Allocated objects and bytes, then those in use: the order of the protobuf form. The text has them the other way
    /// round.
    /// </summary>
    private static long[] Numbers(TextLines lines, Match match) =>
        [.. Order.Select(group =>
            lines.Number64(match.Groups[group].ValueSpan, "numbers", group > 2 ? ProfileLimits.Sum : ProfileLimits.Value))];

    private static (long Objects, long Bytes) Scaled(TextLines lines, long objects, long bytes, long rate, long most)
    {
        if (objects == 0 || bytes == 0)
            return (0, 0);
        var scale = 1 / HeapSampling.ChanceToBeSampled((double)bytes / objects, rate);
        var (scaledObjects, scaledBytes) = (objects * scale, bytes * scale);
        if (scaledObjects > most || scaledBytes > most)
            throw lines.Wrong($"a record that stands for at most {most:N0} bytes");
        return ((long)scaledObjects, (long)scaledBytes);
    }

    [GeneratedRegex(@"^heap profile: +(\d+): +(\d+) +\[(\d+): +(\d+)\] +@ +heap/(\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"^ *(\d+): +(\d+) +\[(\d+): +(\d+)\] +@(?: 0x[0-9a-f]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Record();
}
