namespace WesMemGuard.Pprof.Comparing;

/// <summary>What changed between two profiles of the same process.</summary>
internal static class ProfileDiff
{
    /// <summary>
    /// The later profile less the earlier one, stack by stack and object size by object size; values may be negative,
    /// stacks without a change are left out.
    /// </summary>
    /// <exception cref="ProfileException">They count different things or sample at different rates.</exception>
    public static GoProfile Between(GoProfile from, GoProfile to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        CheckComparable(from, to);
        Dictionary<StackBucket, long[]> sums = [];
        Add(sums, to, 1);
        Add(sums, from, -1);
        return new GoProfile(
            to.SampleTypes,
            [.. sums.Where(s => s.Value.Any(v => v != 0)).Select(s => new ProfileSample(s.Key.Stack, [.. s.Value], s.Key.ObjectSize))],
            to.BytesPerSample,
            to.Time);
    }

    /// <summary>
    /// Within one process no stack's number of objects ever allocated falls; where it does, another process answered.
    /// Goroutine profiles can't tell.
    /// </summary>
    public static bool MayBeOneProcess(GoProfile from, GoProfile to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (!from.Has(ValueKind.AllocObjects) || !to.Has(ValueKind.AllocObjects))
            return true;
        int allocated = to.IndexOf(ValueKind.AllocObjects);
        return from.IndexOf(ValueKind.AllocObjects) == allocated && Between(from, to).Samples.All(s => s.Values[allocated] >= 0);
    }

    internal static void CheckComparable(GoProfile from, GoProfile to)
    {
        if (!from.SampleTypes.AsSpan().SequenceEqual(to.SampleTypes.AsSpan()))
            throw new ProfileException($"Profiles can't be compared: one counts {Names(from)}, the other {Names(to)}.");
        if (from.BytesPerSample != to.BytesPerSample)
            throw new ProfileException(
                $"Profiles can't be compared: one is sampled every {from.BytesPerSample} bytes, the other every {to.BytesPerSample}.");
    }

    private static void Add(Dictionary<StackBucket, long[]> sums, GoProfile profile, int sign)
    {
        foreach (ProfileSample sample in profile.Samples)
        {
            StackBucket key = new(sample.Stack, sample.ObjectSize);
            if (!sums.TryGetValue(key, out long[]? sum))
                sums[key] = sum = new long[profile.SampleTypes.Length];
            for (int i = 0; i < sum.Length; i++)
                sum[i] += sign * sample.Values[i];
        }
    }

    private static string Names(GoProfile profile) => string.Join(", ", profile.SampleTypes.Select(t => t.Type));
}
