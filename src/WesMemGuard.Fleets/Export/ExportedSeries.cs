using WesMemGuard.Reasons;

namespace WesMemGuard.Fleets.Export;

/// <summary>A series that verdicts are exported as: always a gauge.</summary>
/// <param name="Name">Its name, as Prometheus wants names.</param>
/// <param name="Labels">The names of its labels.</param>
/// <param name="Help">What it is.</param>
internal sealed record ExportedSeries(string Name, IReadOnlyList<string> Labels, Reason Help);

/// <summary>A value of an exported series.</summary>
/// <param name="Series">The series.</param>
/// <param name="Labels">The values of its labels, in the order of their names.</param>
/// <param name="Value">The value.</param>
internal sealed record ExportedPoint(ExportedSeries Series, IReadOnlyList<string> Labels, double Value);
