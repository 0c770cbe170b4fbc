namespace WesMemGuard.Verdicts;

/// <summary>What the evidence says of one limit. There are four, never two.</summary>
public enum Outcome
{
    /// <summary>The evidence says the limit was kept.</summary>
    Held,

    /// <summary>The evidence can't tell; the reason says what would be needed.</summary>
    Inconclusive,

    /// <summary>The figure was never really measured.</summary>
    NotMeasured,

    /// <summary>The evidence says the limit was not kept.</summary>
    Broken,
}
