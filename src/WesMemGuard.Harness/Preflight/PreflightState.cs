namespace WesMemGuard.Harness.Preflight;

/// <summary>What one check says of a node, better first.</summary>
internal enum PreflightState
{
    /// <summary>It can be measured.</summary>
    Ok,

    /// <summary>It can be measured in part, or it can't be told; the text says what is lost.</summary>
    Limited,

    /// <summary>It can't be measured as it is.</summary>
    Impossible,
}
