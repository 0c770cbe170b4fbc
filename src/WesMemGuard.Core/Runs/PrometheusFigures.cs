using System.Reflection;

namespace WesMemGuard.Runs;

/// <summary>
/// The names under which the figures of a <see cref="MetricsSample"/> are exported by the Prometheus client of a Go service: each
/// stands at its property.
/// </summary>
internal static class PrometheusFigures
{
    private static readonly IReadOnlyList<(string Name, Action<MetricsSample, double?> Set)> Figures =
    [
        .. typeof(MetricsSample).GetProperties()
            .Select(property => (property, figure: property.GetCustomAttribute<PageFigureAttribute>()))
            .Where(known => known.figure is not null)
            .Select(known => (known.figure!.Name, known.property.SetMethod!.CreateDelegate<Action<MetricsSample, double?>>())),
    ];

    /// <summary>Every name that is read.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Figures.Select(figure => figure.Name)];

    /// <summary>The sample whose figures stand under these names.</summary>
    /// <param name="figure">A figure by its name; null when it is absent.</param>
    public static MetricsSample Sample(Func<string, double?> figure)
    {
        var sample = new MetricsSample();
        foreach (var (name, set) in Figures)
            set(sample, figure(name));
        return sample;
    }

    /// <summary>The sample of these figures.</summary>
    /// <param name="figures">One for each of <see cref="Names"/>, in their order; not a number where it is absent.</param>
    public static MetricsSample Sample(ReadOnlySpan<double> figures)
    {
        var sample = new MetricsSample();
        for (var i = 0; i < Figures.Count; i++)
        {
            if (!double.IsNaN(figures[i]))
                Figures[i].Set(sample, figures[i]);
        }

        return sample;
    }
}
