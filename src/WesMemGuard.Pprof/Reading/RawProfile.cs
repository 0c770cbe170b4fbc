namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// The tables of a protobuf profile as they stand in the file: everything by number, nothing resolved.
/// </summary>
internal sealed class RawProfile
{
    internal List<(long Type, long Unit)> SampleTypes { get; } = [];

    internal List<RawSample> Samples { get; } = [];

    internal Dictionary<ulong, long> MappingFiles { get; } = [];

    internal Dictionary<ulong, RawLocation> Locations { get; } = [];

    internal Dictionary<ulong, RawFunction> Functions { get; } = [];

    internal List<string> Strings { get; } = [];

    internal (long Type, long Unit) PeriodType { get; set; }

    internal long Period { get; set; }

    internal long TimeNanos { get; set; }

    internal long DurationNanos { get; set; }
}

/// <summary>
/// Locations from the innermost call outwards, one value per sample type, and the numeric labels by the number of their
/// key.
/// </summary>
internal sealed record RawSample(ulong[] Locations, long[] Values, List<(long Key, long Number)> Labels);

/// <summary>The lines of one address: the innermost inlined call first.</summary>
internal sealed record RawLocation(ulong Mapping, List<(ulong Function, long Line)> Lines);

/// <summary>Name and file by their number in the table of strings.</summary>
internal readonly record struct RawFunction(long Name, long File);
