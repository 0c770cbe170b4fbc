namespace WesMemGuard.Comparison;

/// <summary>As what a metric of two builds is compared.</summary>
internal enum ComparedAs
{
    /// <summary>The level over the second half of a phase, or of the run.</summary>
    Level,

    /// <summary>The growth an hour.</summary>
    PerHour,

    /// <summary>The growth a unit of work.</summary>
    PerUnit,

    /// <summary>The largest sample.</summary>
    Peak,
}
