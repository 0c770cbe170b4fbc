namespace WesMemGuard.Scenarios;

/// <summary>Load generators that a phase can hand its load to.</summary>
public enum LoadEngine
{
    /// <summary>Artillery (npm).</summary>
    Artillery,

    /// <summary>Apache JMeter.</summary>
    JMeter,
}
