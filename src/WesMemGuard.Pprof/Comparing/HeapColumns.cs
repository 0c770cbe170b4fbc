namespace WesMemGuard.Pprof.Comparing;

/// <summary>
/// The figures of a heap profile's samples. Go writes objects and bytes, allocated and in use; other tools leave some
/// out (<c>inuse_space</c> alone). What is left out is taken from what is there: objects from bytes and size, and
/// nothing is known of objects that were freed.
/// </summary>
/// <param name="profile">The profile.</param>
/// <param name="ofAll">Whether what was ever allocated is asked for; else what is in use.</param>
internal sealed class HeapColumns(GoProfile profile, bool ofAll)
{
    private readonly int? _allocObjects = Find(profile, ValueKind.AllocObjects);
    private readonly int? _allocSpace = Find(profile, ValueKind.AllocSpace);
    private readonly int? _objects = Find(profile, ofAll ? ValueKind.AllocObjects : ValueKind.InuseObjects);
    private readonly int? _space = Find(profile, ofAll ? ValueKind.AllocSpace : ValueKind.InuseSpace);

    /// <summary>Whether anything was ever allocated there, as far as the profile tells.</summary>
    internal bool HasObjects(ProfileSample sample) =>
        At(sample, _allocObjects) != 0 || At(sample, _objects) != 0 || At(sample, _allocSpace) != 0
            || At(sample, _space) != 0;

    /// <summary>
    /// The size of an object there: the sample's label, else the mean of what was allocated or is held; 1 B, the
    /// widest interval, where neither tells.
    /// </summary>
    internal double SizeOf(ProfileSample sample)
    {
        if (sample.ObjectSize > 0)
            return sample.ObjectSize;
        return Mean(At(sample, _allocSpace), At(sample, _allocObjects))
            ?? Mean(At(sample, _space), At(sample, _objects)) ?? 1;
    }

    /// <summary>Objects held there (or ever allocated, where that is asked for).</summary>
    internal long Held(ProfileSample sample, double size) =>
        _objects is null ? (long)(At(sample, _space) / size) : At(sample, _objects);

    /// <summary>Objects ever allocated there; those held where the profile doesn't tell.</summary>
    internal long Allocated(ProfileSample sample, double size)
    {
        if (_allocObjects is not null)
            return At(sample, _allocObjects);
        return _allocSpace is null ? Held(sample, size) : (long)(At(sample, _allocSpace) / size);
    }

    private static double? Mean(long bytes, long objects) =>
        objects > 0 && bytes > 0 ? Math.Max(1, (double)bytes / objects) : null;

    private static long At(ProfileSample sample, int? column) => column is { } index ? sample.Values[index] : 0;

    private static int? Find(GoProfile profile, ValueKind kind) => profile.Has(kind) ? profile.IndexOf(kind) : null;
}
