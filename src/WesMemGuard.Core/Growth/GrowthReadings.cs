namespace WesMemGuard.Growth;

/// <summary>The readings that points were made from, as what comes and goes shows in them.</summary>
/// <param name="OfTeeth">Those in which the teeth of a saw are looked for.</param>
/// <param name="OfRests">Those in which rests between jobs are looked for.</param>
internal readonly record struct GrowthReadings(TimedValue[] OfTeeth, TimedValue[] OfRests);
