using System.Globalization;
using System.Runtime.CompilerServices;
using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Units;

namespace WesMemGuard.Testing;

/// <summary>
/// One figure of a run that limits can be asserted on; sizes are texts with a unit, counts are numbers. Inconclusive fails.
/// </summary>
public sealed class RunFigure
{
    private readonly MemoryRun _run;
    private readonly string _of;
    private readonly Metric _metric;
    private string? _phase;
    private TimeSpan _warmUp = MemoryBudget.DefaultWarmUp;

    internal RunFigure(MemoryRun run, string of, Metric metric)
    {
        _run = run;
        _of = of;
        _metric = metric;
    }

    /// <summary>The same figure within a phase.</summary>
    public RunFigure In(string phase) => new(_run, _of, _metric) { _phase = phase, _warmUp = _warmUp };

    /// <summary>The same figure with a warm-up other than 5 minutes; it cuts growth, never peaks.</summary>
    public RunFigure After(TimeSpan warmUp) => new(_run, _of, _metric) { _phase = _phase, _warmUp = warmUp };

    /// <summary>It should never have been above this size.</summary>
    /// <exception cref="ShouldHoldException">It was, or was never measured.</exception>
    public void ShouldPeakAtMost(string size, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Judge($"\"peak\": {Text(size)}", file, line);

    /// <summary>It should never have been above this count.</summary>
    /// <exception cref="ShouldHoldException">It was, or was never measured.</exception>
    public void ShouldPeakAtMost(double count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Judge($"\"peak\": {Number(count)}", file, line);

    /// <summary>It should grow by at most this size in each such time.</summary>
    /// <exception cref="ShouldHoldException">It grew more, or the evidence can't tell.</exception>
    public void ShouldGrowAtMost(string size, TimeSpan per, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Judge($"\"growthPerHour\": {PerHour(size, per)}", file, line);

    /// <summary>It should grow by at most this count in each such time.</summary>
    /// <exception cref="ShouldHoldException">It grew more, or the evidence can't tell.</exception>
    public void ShouldGrowAtMost(double count, TimeSpan per, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Judge($"\"growthPerHour\": {Number(count / Hours(per))}", file, line);

    /// <summary>Its level in one phase should be above that of another by at most this size.</summary>
    /// <exception cref="ShouldHoldException">It is higher, or the evidence can't tell.</exception>
    public void ShouldReturnTo(string from, string after, string within, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Judge($$""" "returnsTo": { "from": {{Text(from)}}, "after": {{Text(after)}}, "tolerance": {{Text(within)}} } """, file, line);

    /// <summary>Its level in one phase should be above that of another by at most this count.</summary>
    /// <exception cref="ShouldHoldException">It is higher, or the evidence can't tell.</exception>
    public void ShouldReturnTo(string from, string after, double within, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Judge($$""" "returnsTo": { "from": {{Text(from)}}, "after": {{Text(after)}}, "tolerance": {{Number(within)}} } """, file, line);

    // The limit is written as a budget and read like one: what files may say and what code may say is the same.
    private void Judge(string rule, string file, int line)
    {
        var phase = _phase is null ? "" : $"\"phase\": {Text(_phase)}, ";
        var warmUp = Number(_warmUp.TotalSeconds);
        var json = $$"""
            { "warmUp": "{{warmUp}} s", "limits": [ { "of": {{Text(_of)}}, "metric": "{{_metric.Name()}}",
            {{phase}}{{rule}} } ] }
            """;
        var name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        var budget = BudgetFile.Read(System.Text.Encoding.UTF8.GetBytes(json), name, out var problems)
            ?? throw new BadInputException([.. problems.Select(p => p with { Line = line, Column = 1 })]);
        _run.ShouldHold(budget with { Limits = [.. budget.Limits.Select(l => l with { Line = line, OfLine = line, OfColumn = 1 })] });
    }

    private static string PerHour(string size, TimeSpan per)
    {
        var bytes = SizeText.Parse(size, out var wrong);
        return wrong is null ? $"\"{Number(bytes / Hours(per))} B\"" : Text(size);
    }

    private static double Hours(TimeSpan per) =>
        per > TimeSpan.Zero
            ? per.TotalHours : throw new ArgumentOutOfRangeException(nameof(per), per, "a growth is counted per some time, more than zero");

    private static string Text(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";

    private static string Number(double number) => number.ToString("0.#########", CultureInfo.InvariantCulture);
}
