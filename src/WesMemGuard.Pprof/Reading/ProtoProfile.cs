using System.Collections.Immutable;

namespace WesMemGuard.Pprof.Reading;

/// <summary>Turns the numbered tables of a protobuf profile into stacks with values.</summary>
internal sealed class ProtoProfile
{
    private readonly RawProfile _raw;
    private readonly ProfileLimits _limits;
    private readonly Dictionary<ulong, CallFrame[]> _frames = [];
    private readonly Dictionary<long, string> _shownNames = [];
    private long _frameCount;

    private ProtoProfile(RawProfile raw, ProfileLimits limits) => (_raw, _limits) = (raw, limits);

    internal static GoProfile Read(byte[] bytes, ProfileLimits limits)
    {
        ProtoProfile profile = new(ProfileWire.Read(bytes, limits), limits);
        return profile.Resolve();
    }

    private GoProfile Resolve()
    {
        if (_raw.Strings.Count == 0 || _raw.Strings[0].Length > 0)
            throw new ProfileException("the first string must be there and be empty", "string 0");
        if (_raw.SampleTypes.Count == 0)
            throw new ProfileException("no sample types, so not a pprof profile", "profile");
        ImmutableArray<SampleType> types =
            [.. _raw.SampleTypes.Select(t => new SampleType(Text(t.Type, "sample type"), Text(t.Unit, "sample type")))];
        CheckWhole(types);
        ValueSums sums = new(types);
        ImmutableArray<ProfileSample> samples = [.. _raw.Samples.Select((raw, index) => Sample(raw, index, sums))];
        return new GoProfile(types, samples, BytesPerSample(), Time());
    }

    /// <summary>
    /// Of what is in use or waits, only whole profiles can be compared. A difference between two moments has a duration
    /// (net/http/pprof writes it with <c>?seconds=N</c>), the label of <c>pprof -diff_base</c>, values below zero, or
    /// allocations below what is in use.
    /// </summary>
    private void CheckWhole(ImmutableArray<SampleType> types)
    {
        if (!types.Any(t => ValueKinds.IsOfMemory(t.Type)))
            return;
        if (_raw.DurationNanos > 0)
            throw Delta("duration");
        for (var i = 0; i < _raw.Samples.Count; i++)
        {
            if (IsDelta(_raw.Samples[i], types, $"sample {i}"))
                throw Delta($"sample {i}");
        }
    }

    private bool IsDelta(RawSample sample, ImmutableArray<SampleType> types, string where) =>
        sample.Values.Any(v => v < 0)
        || sample.Labels.Any(l => Text(l.Key, where) == "pprof::base")
        || HoldsMoreThanEver(sample.Values, types, "objects")
        || HoldsMoreThanEver(sample.Values, types, "space");

    /// <summary>
    /// More in use than was ever allocated: the allocations are a difference (as godeltaprof writes them), whatever the
    /// rest is.
    /// </summary>
    private static bool HoldsMoreThanEver(long[] values, ImmutableArray<SampleType> types, string what) =>
        Value(values, types, "alloc_" + what) is { } allocated && Value(values, types, "inuse_" + what) > allocated;

    private static long? Value(long[] values, ImmutableArray<SampleType> types, string type)
    {
        for (var i = 0; i < Math.Min(types.Length, values.Length); i++)
        {
            if (types[i].Type == type)
                return values[i];
        }
        return null;
    }

    private static ProfileException Delta(string where) =>
        new("a delta profile: it holds the change between two moments (?seconds=N, pprof -base); take whole profiles, "
            + "growth is read from two of them", where);

    private ProfileSample Sample(RawSample raw, int index, ValueSums sums)
    {
        var where = $"sample {index}";
        List<CallFrame> frames = new(raw.Locations.Length);
        foreach (var id in raw.Locations)
            frames.AddRange(FramesAt(id, where));
        ProfileLimits.Check(frames.Count, _limits.StackDepth, "frames in one stack", where);
        ProfileLimits.Check(_frameCount += frames.Count, _limits.Frames, "frames in all stacks", where);
        sums.Add(raw.Values, where);
        return new ProfileSample(new CallPath([.. frames]), [.. raw.Values], ObjectSize(raw, where));
    }

    /// <summary>The label "bytes" that Go's heap profiles carry: the size of the objects of this sample.</summary>
    private long ObjectSize(RawSample raw, string where)
    {
        foreach (var (key, number) in raw.Labels)
        {
            if (number != 0 && Text(key, where) == "bytes")
                return number is > 0 and <= ProfileLimits.Value
                    ? number : throw new ProfileException($"objects of {number} bytes", where);
        }
        return 0;
    }

    private CallFrame[] FramesAt(ulong id, string where)
    {
        if (_frames.TryGetValue(id, out var known))
            return known;
        if (!_raw.Locations.TryGetValue(id, out var location))
            throw new ProfileException($"location {id} doesn't exist", where);
        ProfileLimits.Check(location.Lines.Count, _limits.StackDepth, "lines of one location", where);
        CallFrame[] frames = location.Lines.Count == 0
            ? [Nameless(location, where)]
            : [.. location.Lines.Select((line, i) => Frame(line.Function, line.Line, i < location.Lines.Count - 1, where))];
        return _frames[id] = frames;
    }

    private CallFrame Frame(ulong function, long line, bool inlined, string where)
    {
        if (!_raw.Functions.TryGetValue(function, out var found))
            throw new ProfileException($"function {function} doesn't exist", where);
        if (line is < 0 or > int.MaxValue)
            throw new ProfileException($"line {line} of a source file", where);
        return new CallFrame(ShownName(found.Name, where), Text(found.File, where), (int)line, inlined);
    }

    /// <summary>
    /// One string per name however many frames carry it: frames are many, and a hostile name is long.
    /// </summary>
    private string ShownName(long index, string where)
    {
        if (!_shownNames.TryGetValue(index, out var shown))
            _shownNames[index] = shown = GoSymbol.Shown(Text(index, where));
        return shown;
    }

    /// <summary>An address without a name: the program's file in brackets, as <c>go tool pprof</c> prints it.</summary>
    private CallFrame Nameless(RawLocation location, string where)
    {
        var file = _raw.MappingFiles.TryGetValue(location.Mapping, out var index) ? Text(index, where) : "";
        return new CallFrame(file.Length == 0 ? "<unknown>" : $"[{file[(file.LastIndexOf('/') + 1)..]}]", "", 0);
    }

    private string Text(long index, string where) =>
        index >= 0 && index < _raw.Strings.Count
            ? _raw.Strings[(int)index]
            : throw new ProfileException($"string {index} doesn't exist, there are {_raw.Strings.Count}", where);

    private long BytesPerSample()
    {
        if (Text(_raw.PeriodType.Type, "period type") != "space")
            return 0;
        return _raw.Period is > 0 and <= HeapSampling.HighestRate
            ? _raw.Period : throw new ProfileException($"one sample per {_raw.Period} bytes", "period");
    }

    private DateTimeOffset? Time() =>
        _raw.TimeNanos <= 0 ? null : DateTimeOffset.UnixEpoch.AddTicks(_raw.TimeNanos / TimeSpan.NanosecondsPerTick);
}
