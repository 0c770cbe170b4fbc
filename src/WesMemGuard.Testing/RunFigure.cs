using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
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
    private readonly FigureOptions _options;

    internal RunFigure(MemoryRun run, string of, Metric metric, FigureOptions? options = null)
    {
        _run = run;
        _of = of;
        _metric = metric;
        _options = options ?? new FigureOptions();
    }

    /// <summary>The same figure within a phase.</summary>
    public RunFigure In(string phase) => With(_options with { Phase = phase });

    /// <summary>The same figure with a warm-up other than 5 minutes; it cuts growth, never peaks.</summary>
    public RunFigure After(TimeSpan warmUp) => With(_options with { WarmUp = warmUp });

    /// <summary>The same figure, read in one way only; of the live heap alone.</summary>
    public RunFigure By(Evidence evidence) => With(_options with { Evidence = evidence });

    /// <summary>The same figure, of which 0 all along is right.</summary>
    public RunFigure MayBeZero() => With(_options with { ZeroExpected = true });

    /// <summary>The same figure of something that fills until then: growth before it breaks nothing. Peaks have no such time.</summary>
    public RunFigure FullBy(TimeSpan time) => With(_options with { SaturatesBy = time });

    /// <summary>The same figure, judged whatever became of the load that was declared.</summary>
    public RunFigure UnderAnyLoad() => With(_options with { AnyLoad = true });

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

    /// <summary>Its level in a later phase should be above that of an earlier one by at most this size.</summary>
    /// <exception cref="ShouldHoldException">It is higher, or the evidence can't tell.</exception>
    public void ShouldGrowAtMost(string size, string from, string to, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => Judge(Growth(from, to, Text(size)), file, line);

    /// <summary>Its level in a later phase should be above that of an earlier one by at most this count.</summary>
    /// <exception cref="ShouldHoldException">It is higher, or the evidence can't tell.</exception>
    public void ShouldGrowAtMost(double count, string from, string to, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => Judge(Growth(from, to, Number(count)), file, line);

    /// <summary>A unit of work should leave at most this size behind.</summary>
    /// <exception cref="ShouldHoldException">It leaves more, or the evidence can't tell.</exception>
    public void ShouldGrowAtMost(string size, WorkUnit per, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Judge(GrowthPer(per, Text(size)), file, line);

    /// <summary>A unit of work should leave at most this count behind.</summary>
    /// <exception cref="ShouldHoldException">It leaves more, or the evidence can't tell.</exception>
    public void ShouldGrowAtMost(double count, WorkUnit per, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Judge(GrowthPer(per, Number(count)), file, line);

    private RunFigure With(FigureOptions options) => new(_run, _of, _metric, options);

    private static string Growth(string from, string to, string max) =>
        $$""" "growth": { "from": {{Text(from)}}, "to": {{Text(to)}}, "max": {{max}} } """;

    private static string GrowthPer(WorkUnit unit, string max) =>
        $$""" "growthPer": { "unit": {{Text(JsonNamingPolicy.CamelCase.ConvertName(unit.ToString()))}}, "max": {{max}} } """;

    // The limit is written as a budget and read like one: what files may say and what code may say is the same.
    private void Judge(string rule, string file, int line)
    {
        var json = $$"""
            { "warmUp": "{{Seconds(_options.WarmUp)}}", "limits": [ { "of": {{Text(_of)}}, "metric": "{{_metric.Name()}}",
            {{Options()}}{{rule}} } ] }
            """;
        var name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        var budget = BudgetFile.Read(System.Text.Encoding.UTF8.GetBytes(json), name, out var problems)
            ?? throw new BadInputException([.. problems.Select(p => p with { Line = line, Column = 1 })]);
        var placed = budget with { Limits = [.. budget.Limits.Select(l => l with { Line = line, OfLine = line, OfColumn = 1 })] };
        Held.OrThrow(_run, placed, inconclusiveFails: true);
    }

    private string Options() => string.Concat(
        _options.Phase is { } phase ? $"\"phase\": {Text(phase)}, " : "",
        _options.Evidence is { } evidence ? $"\"evidence\": {Text(JsonNamingPolicy.CamelCase.ConvertName(evidence.ToString()))}, " : "",
        _options.ZeroExpected ? "\"zeroExpected\": true, " : "",
        _options.SaturatesBy is { } full ? $"\"saturatesBy\": \"{Seconds(full)}\", " : "",
        _options.AnyLoad ? "\"load\": \"any\", " : "");

    private static string Seconds(TimeSpan time) => Number(time.TotalSeconds) + " s";

    private static string PerHour(string size, TimeSpan per)
    {
        var bytes = SizeText.Parse(size, out var wrong);
        return wrong is null ? $"\"{Number(bytes / Hours(per))} B\"" : Text(size);
    }

    private static double Hours(TimeSpan per) =>
        per > TimeSpan.Zero
            ? per.TotalHours : throw new ArgumentOutOfRangeException(nameof(per), per, "a growth is counted per some time, more than zero");

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Number(double number) => number.ToString("0.#########", CultureInfo.InvariantCulture);
}
