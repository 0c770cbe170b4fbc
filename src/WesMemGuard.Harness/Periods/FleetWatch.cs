using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Watching;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Output;

namespace WesMemGuard.Harness.Periods;

/// <summary>
/// Asks every node of a fleet once an interval, period after period: what is kept of the pages is written as it comes, and at a period's
/// end the fleet is judged by what is known of a day.
/// </summary>
internal static class FleetWatch
{
    /// <summary>The series of a period, as <c>judge</c> reads them.</summary>
    public const string SeriesName = "series.prom";

    private const string Packed = SeriesName + ".gz";

    /// <summary>The periods as they end.</summary>
    /// <param name="plan">What is watched, and how.</param>
    /// <param name="clock">The time to wait in.</param>
    /// <param name="secrets">Told what must not appear anywhere.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="Input.BadInputException">Another watches there, or what the environment says can't be used.</exception>
    /// <exception cref="UnwritableException">What is kept can't be written.</exception>
    public static async IAsyncEnumerable<WatchedFleet> RunAsync(FleetPlan plan, LiveClock clock, Action<string> secrets,
        [EnumeratorCancellation] CancellationToken ct)
    {
        using var alone = DayFolders.Take(plan.Out);
        using var fleet = new ScrapedFleet(plan.Inventory, plan.Budget, plan.Environment, plan.Mapped);
        foreach (var secret in fleet.Secrets)
            secrets(secret);
        var due = clock.Now;
        for (var period = 0; period != plan.Periods; period++)
        {
            var begun = clock.Now;
            var folder = DayFolders.Create(plan.Out, begun, "fleet");
            var answered = await PeriodAsync(fleet, plan, folder, due, clock, ct).ConfigureAwait(false);
            due += plan.Every;
            Pack(folder);
            fleet.Forget(clock.Now - plan.Last);
            var view = new FleetView(plan.BudgetPath, $"{DayFolders.NameOf(begun)}/{Path.GetFileName(folder)}/{Packed}")
            {
                Until = clock.Now,
            };
            yield return new WatchedFleet(folder, fleet.Judge(view, ct), answered);
            plan.Forget(clock.Now);
        }
    }

    /// <summary>A period's rounds. A round that takes longer than an interval leaves out those that were due meanwhile.</summary>
    private static async Task<int> PeriodAsync(ScrapedFleet fleet, FleetPlan plan, string folder, DateTimeOffset begin, LiveClock clock,
        CancellationToken ct)
    {
        var answered = 0;
        using var kept = Opened(Path.Combine(folder, SeriesName));
        for (long round = 0; round * plan.Interval < plan.Every; round = Math.Max(round + 1, (long)((clock.Now - begin) / plan.Interval)))
        {
            var due = begin + (round * plan.Interval);
            if (clock.Now < due)
                await clock.RunAsync(() => clock.UntilAsync(due, ct)).ConfigureAwait(false);
            answered = await fleet.ScrapeAsync(clock.Now, kept, ct).ConfigureAwait(false);
            await FlushAsync(kept, folder, ct).ConfigureAwait(false);
        }

        if (clock.Now < begin + plan.Every)
            await clock.RunAsync(() => clock.UntilAsync(begin + plan.Every, ct)).ConfigureAwait(false);
        return answered;
    }

    private static StreamWriter Opened(string path)
    {
        try
        {
            return new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 256 * 1024);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(path, e);
        }
    }

    private static async Task FlushAsync(StreamWriter kept, string folder, CancellationToken ct)
    {
        try
        {
            await kept.FlushAsync(ct).ConfigureAwait(false);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(Path.Combine(folder, SeriesName), e);
        }
    }

    private static void Pack(string folder)
    {
        var path = Path.Combine(folder, SeriesName);
        try
        {
            using (var from = File.OpenRead(path))
            using (var to = new GZipStream(File.Create(Path.Combine(folder, Packed)), CompressionLevel.Fastest))
                from.CopyTo(to);
            File.Delete(path);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(path, e);
        }
    }
}
