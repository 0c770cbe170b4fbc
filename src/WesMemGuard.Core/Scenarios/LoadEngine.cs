namespace WesMemGuard.Scenarios;

/// <summary>Load generators that a phase can hand its load to.</summary>
internal enum LoadEngine
{
    /// <summary>Artillery (npm).</summary>
    Artillery,

    /// <summary>Apache JMeter.</summary>
    JMeter,
}
