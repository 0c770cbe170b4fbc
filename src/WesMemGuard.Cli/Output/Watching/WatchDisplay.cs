using Spectre.Console;
using WesMemGuard.Budgets;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Watching;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output.Watching;

/// <summary>Shows a watched node: a screen that follows it where there is one, else a line each interval.</summary>
internal static class WatchDisplay
{
    private static readonly TimeSpan Redrawn = TimeSpan.FromSeconds(1);

    public static Task RunAsync(
        WatchOptions options, MemoryBudget? budget, JudgeContext context, RunRecorder recorder, string file,
            Action<WatchView> seen, Surroundings surroundings, CancellationToken ct)
    {
        var views = new WatchViews(budget, context);
        return surroundings.Screen is { } size
            ? ScreenAsync(options, Looked, recorder, new WatchScreen(options.Url, file, surroundings.Language), size, surroundings, ct)
            : NodeWatch.RunAsync(options, recorder, surroundings.Clock, options.Interval, moment =>
            {
                surroundings.Out.WriteLine(WatchLine.Of(moment, Looked(moment)));
                surroundings.Out.Flush();
                return WishOf(surroundings.ReadKey());
            }, ct);

        WatchView Looked(WatchMoment moment)
        {
            var view = views.Of(moment);
            seen(view);
            return view;
        }
    }

    private static async Task ScreenAsync(
        WatchOptions options, Func<WatchMoment, WatchView> looked, RunRecorder recorder, WatchScreen screen,
            Func<(int Width, int Height)> size, Surroundings surroundings, CancellationToken ct)
    {
        var console = Terminal.Of(surroundings.Out, isTerminal: true, size().Width);
        var last = size();
        await console.Live(Text.Empty).AutoClear(true).Overflow(VerticalOverflow.Crop)
            .StartAsync(context => NodeWatch.RunAsync(options, recorder, surroundings.Clock, Redrawn, moment =>
        {
            var now = size();
            if (now != last)
                console.Clear(home: true);
            (console.Profile.Width, console.Profile.Height) = last = now;
            context.UpdateTarget(screen.Of(moment, looked(moment), now.Width, now.Height));
            return WishOf(surroundings.ReadKey());
        }, ct)).ConfigureAwait(false);
    }

    private static WatchWish WishOf(char? key) => key switch
    {
        'm' or 'M' => WatchWish.Mark,
        'q' or 'Q' => WatchWish.Stop,
        _ => WatchWish.GoOn,
    };
}
