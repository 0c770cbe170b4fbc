using System.Globalization;
using WesMemGuard.Client.Bench.Patterns;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Bench;

/// <summary>Clients that keep nothing: never broken, and how long it took.</summary>
internal static class CleanBar
{
    /// <returns>Whether none was accused, and the median of each was within 3 s.</returns>
    public static async Task<bool> RunAsync(TextWriter to, int runs, string[] names)
    {
        int all = 0, broken = 0, held = 0, slow = 0;
        var slowest = TimeSpan.Zero;
        foreach (var pattern in Clean.All.Where(p => p.IsNamed(names)))
        {
            var outcomes = new Dictionary<Outcome, int>();
            var took = new List<double>();
            for (var i = 0; i < runs; i++)
            {
                var run = await ClientMemory.RepeatAsync(pattern.Make(), new ClientOptions { Name = pattern.Name });
                var verdict = run.Judge("0 B");
                outcomes[verdict.Outcome] = outcomes.GetValueOrDefault(verdict.Outcome) + 1;
                took.Add(run.Elapsed.TotalSeconds);
                slowest = run.Elapsed > slowest ? run.Elapsed : slowest;
                if (verdict.Outcome != Outcome.Held)
                    to.WriteLine(verdict.Message);
            }

            took.Sort();
            var counts = string.Join(", ", outcomes.Select(o => $"{o.Value} {o.Key}"));
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{counts,-30} median {took[took.Count / 2]:F1} s, longest {took[^1]:F1} s  {pattern.Name}"));
            slow += took[took.Count / 2] <= Bars.LongestHeld ? 0 : 1;
            all += runs;
            broken += outcomes.GetValueOrDefault(Outcome.Broken);
            held += outcomes.GetValueOrDefault(Outcome.Held);
        }

        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{broken} of {all} accused (bar: 0), {held} held; {slow} with a median above {Bars.LongestHeld} s (bar: 0); "
            + $"the longest took {slowest.TotalSeconds:F1} s"));
        return all > 0 && broken == 0 && slow == 0;
    }
}
