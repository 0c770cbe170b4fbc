using System.Globalization;
using WesMemGuard.Client.Bench.Patterns;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Bench;

/// <summary>Leaks of one object of 100 B in each call, in 10 and in 100 calls, measured again and again.</summary>
internal static class RareBar
{
    /// <returns>Whether each was broken as often, within 20 s, as its bar says.</returns>
    public static async Task<bool> RunAsync(TextWriter to, int runs)
    {
        (int Calls, double Share, Func<Func<Task>> Make)[] leaks =
        [
            (1, Bars.EachCall, static () => new Wallet().FirstAsync),
            (10, Bars.EachTenth, static () => new Wallet().TenthAsync),
            (100, Bars.EachHundredth, static () => new Wallet().HundredthAsync),
        ];
        var met = true;
        foreach (var (calls, share, make) in leaks)
        {
            var broken = 0;
            var took = new List<double>();
            for (var i = 0; i < runs; i++)
            {
                var run = await ClientMemory.RepeatAsync(make(), new ClientOptions { Name = "wallet" });
                var verdict = run.Judge("0 B");
                took.Add(run.Elapsed.TotalSeconds);
                if (verdict.Outcome == Outcome.Broken && run.Elapsed.TotalSeconds <= Bars.LongestLeak + 1)
                    broken++;
                else
                    to.WriteLine(verdict.Message);
            }

            took.Sort();
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"one object in {calls,3} calls: {broken} of {runs} broken (bar: {share:P0}); "
                + $"median {took[runs / 2]:F1} s, longest {took[^1]:F1} s"));
            met &= broken >= share * runs;
        }

        return met;
    }
}
