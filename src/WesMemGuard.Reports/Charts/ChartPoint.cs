namespace WesMemGuard.Reports.Charts;

/// <summary>A point of a line.</summary>
/// <param name="Seconds">Seconds from the report's beginning.</param>
/// <param name="Value">The value in the chart's unit; NaN: a gap.</param>
internal readonly record struct ChartPoint(double Seconds, double Value);
