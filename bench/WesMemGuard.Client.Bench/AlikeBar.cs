using System.Globalization;
using System.Runtime;
using WesMemGuard.Client.Bench.Patterns;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Bench;

/// <summary>
/// A few clients of each kind, in one line each: what <c>bench/client-alike.sh</c> holds against the lines of other runtimes, collectors
/// and builds.
/// </summary>
internal static class AlikeBar
{
    private static readonly string[] Leaks =
    [
        "=static dictionary by a fresh key", "=pending entry after a cancelled wait", "=token.Register dropped",
        "=timed source not disposed",
        "=list of a client", "=one in 10 calls",
    ];

    private static readonly string[] Cleans =
    [
        "=nothing", "=cache that fills (1,000)", "=array pool", "=registration disposed", "=async local",
        "=JsonSerializerOptions per call",
    ];

    /// <returns>Whether every leak was broken and no clean client was.</returns>
    public static async Task<bool> RunAsync(TextWriter to)
    {
        var right = true;
        foreach (var pattern in Keeping.All.Where(p => p.IsNamed(Leaks)).Concat(Clean.All.Where(p => p.IsNamed(Cleans))))
        {
            var run = await ClientMemory.RepeatAsync(pattern.Make(), new ClientOptions { Name = pattern.Name });
            var outcome = run.Judge("0 B").Outcome;
            right &= pattern.Keeps ? outcome == Outcome.Broken : outcome != Outcome.Broken;
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Environment.Version.Major,2} {(GCSettings.IsServerGC ? "server" : "workstation"),-11} {outcome,-12} "
                + $"{run.BytesPerCall,8:F1} B {run.Elapsed.TotalSeconds,5:F1} s  {pattern.Name}"));
        }

        return right;
    }
}
