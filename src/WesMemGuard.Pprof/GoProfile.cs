using System.Collections.Immutable;

namespace WesMemGuard.Pprof;

/// <summary>One kind of value in a profile, by Go's names: <c>inuse_space</c> in <c>bytes</c>.</summary>
/// <param name="Type">What is counted.</param>
/// <param name="Unit">In which unit.</param>
internal readonly record struct SampleType(string Type, string Unit);

/// <summary>The values of one stack.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Values">One value per sample type of the profile, scaled to the whole process where Go samples.</param>
/// <param name="ObjectSize">Size in bytes of the objects allocated there (one sample holds one size); 0 where it doesn't apply.</param>
internal sealed record ProfileSample(CallPath Stack, ImmutableArray<long> Values, long ObjectSize = 0);

/// <summary>A profile of a Go process: values per stack.</summary>
internal sealed class GoProfile
{
    /// <summary>A profile of these samples.</summary>
    /// <exception cref="ProfileException">A sample hasn't one value per type.</exception>
    public GoProfile(ImmutableArray<SampleType> sampleTypes, ImmutableArray<ProfileSample> samples, long bytesPerSample = 0,
        DateTimeOffset? time = null)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            if (samples[i].Values.Length != sampleTypes.Length)
                throw new ProfileException($"{samples[i].Values.Length} values, but {sampleTypes.Length} sample types", $"sample {i}");
        }
        (SampleTypes, Samples, BytesPerSample, Time) = (sampleTypes, samples, bytesPerSample, time);
    }

    /// <summary>What is counted, in the order of each sample's values.</summary>
    public ImmutableArray<SampleType> SampleTypes { get; }

    /// <summary>The stacks with their values.</summary>
    public ImmutableArray<ProfileSample> Samples { get; }

    /// <summary>
    /// Go records one object per so many bytes allocated, on average (<c>memprofilerate</c>; 524,288 unless set); 0
    /// where nothing is sampled.
    /// </summary>
    public long BytesPerSample { get; }

    /// <summary>When the process wrote it, by its own clock; null in text profiles.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>Whether the profile counts this.</summary>
    public bool Has(ValueKind kind) => Find(kind) >= 0;

    /// <summary>The sum over all stacks.</summary>
    /// <exception cref="ProfileException">The profile doesn't count this.</exception>
    public long Total(ValueKind kind)
    {
        int index = IndexOf(kind);
        return Samples.Sum(sample => sample.Values[index]);
    }

    /// <summary>The position of a kind in each sample's values; throws when the profile doesn't hold it, and says what it holds.</summary>
    internal int IndexOf(ValueKind kind)
    {
        int index = Find(kind);
        return index >= 0
            ? index
            : throw new ProfileException(
                $"Profile: holds no {ValueKinds.GoName(kind)}; it holds {string.Join(", ", SampleTypes.Select(t => t.Type))}.");
    }

    private int Find(ValueKind kind)
    {
        string name = ValueKinds.GoName(kind);
        for (int i = 0; i < SampleTypes.Length; i++)
        {
            if (SampleTypes[i].Type == name || (kind == ValueKind.Goroutines && SampleTypes[i].Type == ValueKinds.LeakedGoroutines))
                return i;
        }
        return -1;
    }
}
