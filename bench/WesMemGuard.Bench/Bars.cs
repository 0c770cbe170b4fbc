using WesMemGuard.Bench.Shapes;
using WesMemGuard.Bench.Textbooks;
using WesMemGuard.Growth;
using WesMemGuard.Statistics;

namespace WesMemGuard.Bench;

/// <summary>The bars' table on simulated series.</summary>
internal sealed class Bars(TextWriter output, int seed, int series)
{
    private const double Alpha = 0.01;
    private const int Limits = 50;

    /// <summary>Judges the shapes at one length, alone and as one of 50 limits.</summary>
    public void Shapes(double hours, string[] only)
    {
        output.WriteLine(
            $"seed {seed}, {series} series a shape, {hours} h: held, broken, inconclusive in % | the same at 1/50 of "
                + $"the error | the textbooks' procedure");
        foreach (BarShape shape in BarShape.WithoutBreach.Concat(BarShape.Leaks)
            .Where(shape => only.Length == 0 || only.Contains(shape.Name)))
            output.WriteLine(
                $"  {shape.Name,-30} {Judged(shape.Make, hours, Alpha)} | {Judged(shape.Make, hours, Alpha / Limits)} "
                    + $"| {Reference(shape.Make, hours)}");
    }

    /// <summary>Leaks of half, exactly and one and a half times the budget.</summary>
    public void Borders()
    {
        foreach (double hours in (double[])[1, 2, 6])
            output.WriteLine(
                $"  leak = budget, {hours} h: ar {Judged((h, n) => BarShape.Slow(h, n, 10), hours, Alpha)}; saw "
                    + $"{Judged((h, n) => BarShape.Saw(h, n, 120, 10, true), hours, Alpha)}; warm "
                        + $"{Judged((h, n) => BarShape.Warm(h, n, 10), hours, Alpha)}");
        output.WriteLine(
            $"  leak = 1.5 x budget, 24 h: ar {Judged((h, n) => BarShape.Slow(h, n, 15), 24, Alpha)}; saw "
                + $"{Judged((h, n) => BarShape.Saw(h, n, 120, 15, true), 24, Alpha)}; warm "
                    + $"{Judged((h, n) => BarShape.Warm(h, n, 15), 24, Alpha)}");
    }

    /// <summary>Runs of 50 limits on 50 series without a breach, shared by Holm: how many runs have a false alarm.</summary>
    public void Runs(double hours)
    {
        int runs = series / 5, alarms = 0;
        IReadOnlyList<BarShape> shapes = BarShape.WithoutBreach;
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, run =>
        {
            SimulatedSeries[] made =
                [.. Enumerable.Range(0, Limits).Select(limit => shapes[limit % shapes.Count].Make(hours, NoiseOf((run * Limits) + limit)))];
            GrowthOutcome Outcome(int limit, double alpha) =>
                GrowthJudge.OfFloors(made[limit].Samples, made[limit].NumGc, BarShape.Budget, alpha).Outcome;
            double[] shares = Holm.StepDown(Limits, Alpha, (limit, alpha) => Outcome(limit, alpha) != GrowthOutcome.Inconclusive);
            if (Enumerable.Range(0, Limits).Any(limit => Outcome(limit, shares[limit]) == GrowthOutcome.Broken))
                Interlocked.Increment(ref alarms);
        });
        output.WriteLine($"  runs of {Limits} limits, {hours} h: {alarms} of {runs} with a false alarm");
    }

    /// <summary>Bytes per transaction.</summary>
    public void PerTransaction()
    {
        output.WriteLine(
            $"  per transaction, 1.5 kB over a budget of 1 kB: "
                + $"{PerUnit(noise => Transactions.Blocks(noise, 0.0015))}; no leak: "
                    + $"{PerUnit(noise => Transactions.Blocks(noise, 0))}; exactly 1 kB: "
                        + $"{PerUnit(noise => Transactions.Blocks(noise, 0.001))}; pure ramp: "
                            + $"{PerUnit(noise => Transactions.Ramp(noise, 0.0015))}");
    }

    private Tally PerUnit(Func<Noise, Transactions> make)
    {
        var tally = new Tally();
        Parallel.For(0, series, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
        {
            Transactions made = make(NoiseOf(number));
            tally.Add(PerUnitGrowth.Judge(made.Points, made.Work, made.Load, 0.001, Alpha).Outcome);
        });
        return tally;
    }

    private Tally Reference(Func<double, Noise, SimulatedSeries> make, double hours) =>
        Judged(make, hours, made => ReferenceProcedure.OfFloors(made.Samples, made.NumGc, BarShape.Budget, Alpha));

    private Tally Judged(Func<double, Noise, SimulatedSeries> make, double hours, double alpha) =>
        Judged(make, hours, made => GrowthJudge.OfFloors(made.Samples, made.NumGc, BarShape.Budget, alpha).Outcome);

    private Tally Judged(Func<double, Noise, SimulatedSeries> make, double hours, Func<SimulatedSeries, GrowthOutcome> judge)
    {
        var tally = new Tally();
        Parallel.For(0, series, new ParallelOptions { MaxDegreeOfParallelism = 2 },
            number => tally.Add(judge(make(hours, NoiseOf(number)))));
        return tally;
    }

    private Noise NoiseOf(int number) => new((seed * 1_000_003) + number);
}
