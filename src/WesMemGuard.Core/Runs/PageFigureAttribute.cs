namespace WesMemGuard.Runs;

/// <summary>
/// The name under which the Prometheus client of a Go service exports a figure of <see cref="MetricsSample"/>.
/// </summary>
/// <param name="name">The name, without labels.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PageFigureAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
