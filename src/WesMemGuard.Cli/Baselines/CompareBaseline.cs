using System.CommandLine;
using System.Globalization;
using WesMemGuard.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Baselines;

/// <summary><c>wesmemguard baseline compare NAME RUN…</c>.</summary>
internal static class CompareBaseline
{
    public static Command Create(Surroundings surroundings, Option<string[]> set, LocalTexts texts)
    {
        var (name, runs) = (BaselineArguments.Name(texts), BaselineArguments.Runs(texts));
        var period = Period.Option("--period", texts["Period"]);
        var (metric, within) = (MetricOption(texts), WithinOption(texts));
        var command = new Command("compare", texts["Compare"]) { name, runs, period, metric, within };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var baseline = new BaselineFolder(surroundings.WorkingFolder).Read(parsed.GetRequiredValue(name));
            var levels = await BaselineRuns.ReadAsync(parsed.GetRequiredValue(runs), parsed.GetValue(period), commit: null,
                settings.ReplayTimeout, surroundings, ct).ConfigureAwait(false);
            var allowance = AllowanceOf(parsed.GetValue(within));
            var metrics = Metrics(parsed.GetValue(metric), baseline);
            var verdicts = BaselineComparison.Judge(baseline, levels, metrics, allowance);
            surroundings.Out.WriteLine(
                SafeText.Of(texts.Format("Compared", levels.Count, BaselineFolder.Shown(parsed.GetRequiredValue(name)),
                baseline.Count, Text(allowance))));
            BaselineTable.Write(verdicts, surroundings);
            return verdicts.Select(v => ExitCodes.Of(v.Outcome)).Aggregate(ExitCodes.Held, ExitCodes.Worse);
        });
        return command;
    }

    /// <summary>The option <c>--metric</c>, which may be repeated.</summary>
    public static Option<string[]> MetricOption(LocalTexts texts) =>
        new("--metric") { Description = texts["Metric"], HelpName = "METRIC", AllowMultipleArgumentsPerToken = false };

    /// <summary>The option <c>--within</c>: how far above the baseline is allowed.</summary>
    public static Option<double?> WithinOption(LocalTexts texts)
    {
        var percent = new Option<double?>("--within") { Description = texts["Within"], HelpName = "PERCENT" };
        percent.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && (!double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var share)
                || share is not (>= 0 and <= 1000)))
                result.AddError($"--within {result.Tokens[0].Value}: a percentage from 0 to 1000");
        });
        return percent;
    }

    /// <summary>What was asked for, else the usual.</summary>
    public static Allowance AllowanceOf(double? percent) => percent is { } asked ? new Allowance(asked / 100) : Allowance.Usual;

    /// <summary><c>2 %, at most 4 MiB</c>.</summary>
    private static string Text(Allowance allowance) => string.Create(
        CultureInfo.InvariantCulture,
            $"{100 * allowance.Share:0.##} %{(double.IsFinite(allowance.Most) ? $" (<= {allowance.Most / ByteSize.MiB:0.#} MiB)" : "")}");

    /// <summary>What is judged: what was asked for, else the live heap.</summary>
    /// <exception cref="BadInputException">No run of the baseline has it.</exception>
    public static IReadOnlyList<string> Metrics(string[]? asked, IReadOnlyList<RunLevels> baseline)
    {
        if (asked is not { Length: > 0 })
            return [Metric.LiveHeap.Name()];
        var known = baseline.SelectMany(r => r.Levels.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var name in asked.Where(name => !known.Contains(name)))
            throw new BadInputException("--metric", InputReasons.NoMetric(name, known));
        return [.. asked.Distinct(StringComparer.Ordinal)];
    }
}
