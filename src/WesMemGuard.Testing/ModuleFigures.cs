using System.Runtime.CompilerServices;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Testing;

/// <summary>
/// The figures that one module reports of itself in one run. Seven of the node's twelve modules report zero bytes for
/// ever.
/// </summary>
public sealed class ModuleFigures
{
    private readonly MemoryRun _run;
    private readonly string _name;

    internal ModuleFigures(MemoryRun run, string name)
    {
        _run = run;
        _name = name;
    }

    /// <summary>Bytes by the module's own formula.</summary>
    public RunFigure Bytes => Of(Metric.Bytes);

    /// <summary>Objects held.</summary>
    public RunFigure Objects => Of(Metric.Objects);

    /// <summary>Entries in its cache.</summary>
    public RunFigure CacheItems => Of(Metric.CacheItems);

    /// <summary>Entries in its queue.</summary>
    public RunFigure QueueLength => Of(Metric.QueueLength);

    /// <summary>Bytes by heap profiles, whatever the module says of itself.</summary>
    public RunFigure MeasuredBytes => Of(Metric.MeasuredBytes);

    /// <summary>
    /// Its bytes should grow by at most so much in each such time: short for <c>Bytes.ShouldGrowAtMost(…)</c>.
    /// </summary>
    /// <param name="size">A size with its unit: <c>1 MiB</c>.</param>
    /// <param name="per">The time, more than zero.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ShouldHoldException">They did not, or the evidence can't tell.</exception>
    public void ShouldGrowAtMost(string size, TimeSpan per, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Bytes.ShouldGrowAtMost(size, per, file, line);

    private RunFigure Of(Metric metric) => new(_run, _name, metric);
}
