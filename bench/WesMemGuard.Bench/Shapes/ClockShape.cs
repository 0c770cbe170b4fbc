using WesMemGuard.Growth;

namespace WesMemGuard.Bench.Shapes;

/// <summary>
/// A process that works by the clock: batch jobs that build up and drop, load that swells and ebbs, bursts at random moments, or a tide
/// that never rests. What it holds between them is the same but for slow noise and a leak.
/// </summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="PeriodMinutes">From one job to the next.</param>
/// <param name="Hours">The length of the run.</param>
/// <param name="Duty">The share of the period that a job takes.</param>
/// <param name="Unlike">By how much a job may be larger or smaller than the usual one, as a share.</param>
/// <param name="Late">By how much a job may begin late, as a share of the period.</param>
/// <param name="Slow">Standard deviation of the slow noise, in MiB or things.</param>
internal sealed record ClockShape(string Kind, double PeriodMinutes, double Hours, double Duty, double Unlike, double Late, double Slow)
{
    /// <summary>The budget they are judged against, MiB or things per hour.</summary>
    public const double Budget = 6;

    private const double Floor = 60;
    private const double Height = 40;

    /// <summary>What there is.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["batch", "clock", "burst", "tide"];

    /// <summary>A shape of one kind at random: four to twelve jobs in the run.</summary>
    public static ClockShape Drawn(string kind, double hours, Noise noise) => new(
        kind, hours * 60 / noise.Uniform(4, 12), hours, noise.Uniform(0.15, 0.6), noise.Uniform(0, 0.3), noise.Uniform(0, 0.1),
        noise.Uniform(0.05, 0.5));

    /// <summary>
    /// What it holds, a sample each ten seconds; with it whether a collection ended there: each two minutes, and more often while a job
    /// runs.
    /// </summary>
    public (TimedValue[] Samples, TimedValue[] Collected) Make(Noise noise, double leak)
    {
        var jobs = Jobs(noise);
        var samples = new TimedValue[(int)(Hours * 360)];
        var tide = Kind == "tide" ? noise.Uniform(0, 1) : 0;
        var slow = noise.Autoregressive(samples.Length, 0.95, Slow);
        List<TimedValue> collected = [];
        double allocated = 0, last = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            double second = i * 10.0, work = Kind == "tide" ? Tide((second / 60 / PeriodMinutes) + tide) : Work(jobs, second / 60);
            samples[i] = new TimedValue(second, Floor + work + slow[i] + (leak * second / 3600) + (0.2 * noise.Normal()));
            allocated += 1 + (work > 0 ? noise.Uniform(20, 60) : 0);
            if (allocated < samples[i].Value && second - last < 120)
                continue;
            collected.Add(samples[i]);
            (allocated, last) = (0, second);
        }

        return (samples, [.. collected]);
    }

    private List<(double From, double Length, double Height)> Jobs(Noise noise)
    {
        List<(double, double, double)> jobs = [];
        for (var at = -PeriodMinutes * noise.Uniform(0, 1); at < Hours * 60;
            at += Kind == "burst" ? -PeriodMinutes * Math.Log(noise.Uniform(0.01, 1)) : PeriodMinutes)
            jobs.Add((at + (PeriodMinutes * Late * noise.Uniform(0, 1)), PeriodMinutes * Duty,
                Height * (1 + (Unlike * noise.Uniform(-1, 1)))));
        return jobs;
    }

    // Rises for the share of the period that a job would take, and falls for what is left of it.
    private double Tide(double periods)
    {
        var share = periods - Math.Floor(periods);
        var turn = share < Duty ? share / Duty : 1 + ((share - Duty) / (1 - Duty));
        return Height * (1 - Math.Cos(Math.PI * turn)) / 2;
    }

    private double Work(List<(double From, double Length, double Height)> jobs, double minute)
    {
        double sum = 0;
        foreach (var (from, length, height) in jobs)
        {
            var share = (minute - from) / length;
            if (share is >= 0 and < 1)
                sum += height * (Kind == "clock" ? Math.Sin(Math.PI * share) : share);
        }

        return sum;
    }
}
