using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WesMemGuard.Client.Bench.Patterns;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Bench;

/// <summary>Clients that keep something: broken in time, by how much, who holds it.</summary>
internal static class KeepingBar
{
    /// <summary>Begins the line that a child process tells its figures by.</summary>
    private const string Told = "figures: ";

    /// <summary>Each in a process of its own: what one leaves must not be walked over for the next.</summary>
    /// <returns>Whether all bars were met.</returns>
    public static async Task<bool> AllAsync(TextWriter to)
    {
        var all = new List<KeepingFigures>();
        foreach (var pattern in Keeping.All)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
            foreach (var argument in new[] { typeof(KeepingBar).Assembly.Location, "keeping", "=" + pattern.Name })
                start.ArgumentList.Add(argument);
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet")
                start.ArgumentList.RemoveAt(0);
            using var process = Process.Start(start)!;
            to.WriteLine(await process.StandardOutput.ReadLineAsync());
            KeepingFigures? figures = null;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith(Told, StringComparison.Ordinal))
                    figures = JsonSerializer.Deserialize<KeepingFigures>(line[Told.Length..]);
            }

            await process.WaitForExitAsync();
            all.Add(figures ?? new KeepingFigures(false, false, false, false, true));
        }

        return Summary(to, all);
    }

    /// <summary>Those of these names, in this process, with their messages.</summary>
    /// <returns>Whether all bars were met by them.</returns>
    public static async Task<bool> NamedAsync(TextWriter to, string[] names)
    {
        var all = new List<KeepingFigures>();
        foreach (var pattern in Keeping.All.Where(p => p.IsNamed(names)))
        {
            var figures = await OneAsync(to, pattern);
            to.WriteLine(Told + JsonSerializer.Serialize(figures));
            all.Add(figures);
        }

        return Summary(to, all);
    }

    private static async Task<KeepingFigures> OneAsync(TextWriter to, ClientPattern pattern)
    {
        var call = pattern.Make();
        var run = await ClientMemory.RepeatAsync(call, new ClientOptions { Name = pattern.Name });
        var verdict = run.Judge("0 B");
        var truth = Truth.Of(call, run.Elapsed / Math.Max(1, run.Calls));
        truth = truth with { Most = Math.Max(truth.Most, truth.Least + pattern.InSteps) };
        var near = pattern.Doubles || Bars.IsNear(run.BytesPerCall, truth);
        var judged = pattern.Doubles ? "(steps)" : near ? "near   " : "FAR    ";
        var holder = IsHeldBy(pattern, run);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{verdict.Outcome,-12} {run.BytesPerCall,10:F2} B  truth {truth.Least,10:F2} .. {truth.Most,8:F2} B {judged} "
            + $"{(holder ? "named" : "NOT NAMED"),-9} {run.Elapsed.TotalSeconds,5:F1} s {run.Calls,8} calls  {pattern.Name}"));
        foreach (var type in run.Growing.Take(3))
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"             {type.CountPerCall,6:F3} {type.BytesPerCall,8:F1} B  {type.Name}  {type.Path}  field {type.Field}"));
        to.WriteLine(verdict.Message);
        // The last cycle may end after it.
        return new KeepingFigures(verdict.Outcome == Outcome.Broken, run.Elapsed.TotalSeconds <= Bars.LongestLeak + 1, near, holder,
            pattern.Field is not null || pattern.Type is not null);
    }

    private static bool Summary(TextWriter to, List<KeepingFigures> all)
    {
        int Count(Func<KeepingFigures, bool> of) => all.Count(of);
        var (toName, named) = (Count(f => f.HasHolder), Count(f => f is { HasHolder: true, Holder: true }));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count(f => f is { Broken: true, InTime: true })} of {all.Count} broken within {Bars.LongestLeak} s (bar: all); "
            + $"bytes within 5 % or 8 B: {Count(f => f.Near)} of {all.Count} (bar: all); "
            + $"type and field named: {named} of {toName} (bar: {Bars.NamedShare:P0})"));
        return all.Count > 0 && all.TrueForAll(f => f is { Broken: true, InTime: true, Near: true }) && named >= Bars.NamedShare * toName;
    }

    private static bool IsHeldBy(ClientPattern pattern, ClientRun run) => run.Growing.Any(t =>
        (pattern.Type is null || t.Name == pattern.Type) && (pattern.Field is null || t.Field == pattern.Field) && t.Path is not null);
}

/// <summary>What came of one client that keeps something.</summary>
/// <param name="Broken">Whether its limit was broken.</param>
/// <param name="InTime">Within the time that a leak may take.</param>
/// <param name="Near">Whether its bytes are near the truth, or it grows by doubling.</param>
/// <param name="Holder">Whether type and field were named right.</param>
/// <param name="HasHolder">Whether it has a type or a field to be named.</param>
internal sealed record KeepingFigures(bool Broken, bool InTime, bool Near, bool Holder, bool HasHolder);
