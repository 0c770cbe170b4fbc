namespace WesMemGuard.Growth;

/// <summary>One value at one moment.</summary>
/// <param name="Seconds">Seconds from any fixed start.</param>
/// <param name="Value">The value: bytes, or a count.</param>
internal readonly record struct TimedValue(double Seconds, double Value);
