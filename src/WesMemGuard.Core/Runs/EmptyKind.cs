namespace WesMemGuard.Runs;

/// <summary>What keeps a source from holding readings.</summary>
public enum EmptyKind
{
    /// <summary>There is not one line.</summary>
    NoLine,

    /// <summary>Lines are there, some broken, and none holds a sample.</summary>
    Broken,

    /// <summary>No line is one of the node's.</summary>
    Foreign,

    /// <summary>Lines of the level that samples are written at are there, but no samples.</summary>
    RotatedAway,

    /// <summary>The level is above that of samples.</summary>
    LevelTooHigh,
}
