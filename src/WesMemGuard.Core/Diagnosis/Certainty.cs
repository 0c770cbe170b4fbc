namespace WesMemGuard.Diagnosis;

/// <summary>How sure a recognised problem is, in words: no figure was ever calibrated.</summary>
internal enum Certainty
{
    /// <summary>The figures show it themselves: a judge's verdict, a count, an answer.</summary>
    Shown,

    /// <summary>What is seen is what it looks like, and little else looks so.</summary>
    Likely,

    /// <summary>It would explain what is seen; other things would too.</summary>
    Possible,
}
