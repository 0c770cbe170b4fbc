namespace WesMemGuard.Verdicts.Observations;

/// <summary>How values are judged.</summary>
internal enum SeriesKind
{
    /// <summary>Live bytes, one a collection: points as they are, level by the median.</summary>
    LiveHeap,

    /// <summary>Bytes with garbage on top: floors, level by the minimum.</summary>
    Floors,

    /// <summary>Counts: level by the median.</summary>
    Counts,
}
