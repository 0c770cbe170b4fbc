namespace WesMemGuard.Comparison;

/// <summary>What the evidence says of the difference of two builds in one figure, best first.</summary>
internal enum BuildOutcome
{
    /// <summary>The head is surely below the base by more than is allowed.</summary>
    Better,

    /// <summary>The two surely differ by no more than the tolerance.</summary>
    Same,

    /// <summary>The evidence can't tell; the reason says what would be needed.</summary>
    CantTell,

    /// <summary>The head is surely above the base by more than is allowed.</summary>
    Worse,
}
