using System.Globalization;
using WesMemGuard.Bench.Shapes;
using WesMemGuard.Comparison;

namespace WesMemGuard.Bench;

/// <summary>How often two builds are called different: equal ones, and ones of known difference, in virtual time.</summary>
internal static class Builds
{
    private const double MiB = 1024 * 1024;

    private static readonly BuildProcess Loaded = new() { GcEvery = 15 };
    private static readonly BuildProcess Resting = new() { Rate = 0, GcEvery = 15 };

    private static readonly (string Name, BuildProcess Base, BuildProcess Head)[] Pairs =
    [
        Equal("A/A, transfers, gc=1", Loaded),
        Equal("A/A, transfers, 10 % apart, gc=1", Loaded with { Apart = 0.1 }),
        Equal("A/A, rest, gc=1", Resting),
        Equal("A/A, transfers, natural", new BuildProcess()),
        Equal("A/A, rest, natural", new BuildProcess { Rate = 0 }),
        Equal("A/A, both leak 12 MiB/h, gc=1", Loaded with { PerHour = 12 * MiB }),
        Equal("A/A, transfers, natural, 45 min", new BuildProcess { Minutes = 45 }),
        Other("+4 KiB a transfer, gc=1", Loaded, head => head with { PerTransfer = 4096 }),
        Other("+6 MiB/h, transfers, gc=1", Loaded, head => head with { PerHour = 6 * MiB }),
        Other("+6 MiB/h, rest, gc=1", Resting, head => head with { PerHour = 6 * MiB }),
        Other("+6 MiB/h over 12 of both, gc=1", Loaded with { PerHour = 12 * MiB }, head => head with { PerHour = 18 * MiB }),
        Other("+6 MiB/h, rest, natural", new BuildProcess { Rate = 0 }, head => head with { PerHour = 6 * MiB }),
        Other("+4 KiB a transfer, natural", new BuildProcess(), head => head with { PerTransfer = 4096 }),
        Other("+4 KiB a transfer, natural, 45 min", new BuildProcess { Minutes = 45 }, head => head with { PerTransfer = 4096 }),
        Other("+120 goroutines/h, gc=1", Loaded, head => head with { GoroutinesPerHour = 120 }),
        Other("+24 MiB/h outside the heap, gc=1", Loaded, head => head with { NativePerHour = 24 * MiB }),
        Other("+12 MiB from the start, gc=1", Loaded, head => head with { More = 12 * MiB }),
    ];

    /// <summary>Prints a row a pair.</summary>
    public static void Print(TextWriter output, int seed, int runs, string[] only)
    {
        output.WriteLine(
            $"seed {seed}, {runs} runs a row, one round of 15 min: worse, better, same, can't tell in % (the verdict of the whole)");
        foreach (var pair in Pairs.Where(p => only.Length == 0 || only.Contains(p.Name)))
        {
            var counts = new int[4];
            var figures = new Dictionary<string, int>(StringComparer.Ordinal);
            Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
            {
                var verdict = Judged(pair.Base, pair.Head, (seed * 1_000_003) + number);
                Interlocked.Increment(ref counts[(int)verdict.Outcome]);
                lock (figures)
                {
                    foreach (var d in verdict.Differences)
                        figures[$"{d.Figure.Metric} {d.Figure.As} {d.Outcome}"] =
                            figures.GetValueOrDefault($"{d.Figure.Metric} {d.Figure.As} {d.Outcome}") + 1;
                }
            });
            string Of(BuildOutcome outcome) => Share(counts[(int)outcome], runs);
            output.WriteLine($"  {pair.Name,-36} {Of(BuildOutcome.Worse)} / {Of(BuildOutcome.Better)} / {Of(BuildOutcome.Same)} / "
                + Of(BuildOutcome.CantTell));
            output.WriteLine("      " + string.Join("; ", figures.OrderBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => $"{f.Key} {Share(f.Value, runs)}")));
        }
    }

    /// <summary>One round of two builds.</summary>
    public static BuildVerdict Judged(BuildProcess before, BuildProcess after, int seed)
    {
        var noise = new Noise(seed);
        var swing = BuildProcess.Swing(before.Minutes, noise);
        return BuildJudge.Judge([new BuildRound(before.Run(swing, noise), after.Run(swing, noise))], new ComparisonPlan());
    }

    private static string Share(int count, int of) => (100.0 * count / of).ToString("0.0", CultureInfo.InvariantCulture);

    private static (string, BuildProcess, BuildProcess) Equal(string name, BuildProcess process) => (name, process, process);

    private static (string, BuildProcess, BuildProcess) Other(string name, BuildProcess process, Func<BuildProcess, BuildProcess> head) =>
        (name, process, head(process));
}
