using System.Globalization;
using WesMemGuard.Harness.Tests.Bisecting;

namespace WesMemGuard.Bench;

/// <summary>How often a bisection finds the leak, and in how many steps: the bar is 50 of 50 in at most 8.</summary>
internal static class Bisections
{
    /// <summary>Prints it for so many leaks.</summary>
    public static async Task PrintAsync(TextWriter output, int times)
    {
        using var folder = new TemporaryFolder();
        var bar = await BisectionBar.MakeAsync(folder.Path);
        var (right, steps, runs, skipped) = (0, new List<int>(), 0, 0);
        for (var seed = 1; seed <= times; seed++)
        {
            var (result, isRight) = await bar.RunAsync(seed);
            right += isRight ? 1 : 0;
            steps.Add(result.Judged);
            (runs, skipped) = (runs + result.Runs, skipped + result.Skipped);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{BisectionBar.Changes} changes, {times} leaks: right {right} of {times}; commits run {steps.Min()} .. {steps.Max()} (bar "
                + $"{BisectionBar.MostSteps}), {steps.Average():0.0} in the mean; in the mean {runs / (double)times:0.0} runs and "
                    + $"{skipped / (double)times:0.0} commits skipped"));
    }
}
