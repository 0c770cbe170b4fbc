namespace WesMemGuard.Runs;

/// <summary>Where the readings of a run came from; files write it in small letters.</summary>
public enum RunOrigin
{
    /// <summary>A process that ran.</summary>
    Live,

    /// <summary>A recording of one.</summary>
    Replay,

    /// <summary>A node's log alone.</summary>
    Log,

    /// <summary>Series that something else had collected, as a Prometheus.</summary>
    Series,
}
