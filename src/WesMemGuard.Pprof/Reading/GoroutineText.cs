using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// Reads <c>/debug/pprof/goroutine?debug=1</c>: how many goroutines stand at which stack. Go leaves out the runtime's
/// own innermost frames.
/// </summary>
internal static partial class GoroutineText
{
    private static readonly ImmutableArray<SampleType> LeakedTypes = [new(ValueKinds.LeakedGoroutines, "count")];

    internal static GoProfile Read(byte[] bytes, ProfileLimits limits)
    {
        TextLines lines = new(bytes, limits);
        lines.Next();
        var head = Head().Match(lines.Current);
        if (!head.Success)
            throw lines.Wrong("the head of a goroutine profile (goroutine profile: total N)");
        var announced = lines.Number64(head.Groups[2].ValueSpan, "a total");
        TextStacks stacks = new(lines, limits);
        var seen = ReadRecords(lines, stacks);
        if (seen != announced)
            throw new ProfileException($"cut short: the head announces {announced} goroutines, there are {seen}",
                lines.Where);
        return new GoProfile(head.Groups[1].Length > 0 ? LeakedTypes : GoroutineDump.Types, stacks.Samples);
    }

    private static long ReadRecords(TextLines lines, TextStacks stacks)
    {
        long seen = 0;
        var more = lines.Next();
        while (more)
        {
            if (lines.Current.Length == 0 || lines.Current.StartsWith("# labels:", StringComparison.Ordinal))
            {
                more = lines.Next();
                continue;
            }
            var record = Record().Match(lines.Current);
            if (!record.Success)
                throw lines.Wrong("a goroutine record (count @ addresses)");
            var count = lines.Number64(record.Groups[1].ValueSpan, "a count");
            more = ReadFrames(lines, stacks, count);
            seen += count;
        }
        return seen;
    }

    /// <summary>The frames of one record; labels, which Go prints between head and frames, are passed over.</summary>
    private static bool ReadFrames(TextLines lines, TextStacks stacks, long count)
    {
        List<CallFrame> frames = [];
        var more = stacks.ReadFrames(frames);
        if (more && frames.Count == 0 && lines.Current.StartsWith("# labels:", StringComparison.Ordinal))
            more = stacks.ReadFrames(frames);
        stacks.Add(frames, [count], 0);
        return more;
    }

    [GeneratedRegex(@"^goroutine(leak)? profile: total (\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"^ *(\d+) @(?: 0x[0-9a-f]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Record();
}
