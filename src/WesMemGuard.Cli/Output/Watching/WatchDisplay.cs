using Spectre.Console;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Watching;

namespace WesMemGuard.Cli.Output.Watching;

/// <summary>Shows a watched node: a screen that follows it where there is one, else a line each interval.</summary>
internal static class WatchDisplay
{
    private static readonly TimeSpan Redrawn = TimeSpan.FromSeconds(1);

    /// <summary>Shows what is watched until it is over.</summary>
    /// <param name="shown">What it is, and how often it is read.</param>
    /// <param name="views">What is made of it.</param>
    /// <param name="watch">Watches: how often the look is taken, and the look.</param>
    /// <param name="surroundings">The terminal.</param>
    public static Task RunAsync(WatchShown shown, WatchViews views, Func<TimeSpan, Func<WatchMoment, WatchWish>, Task> watch,
        Surroundings surroundings) =>
        surroundings.Screen is { } size
            ? ScreenAsync(views, watch, new WatchScreen(shown.Subject, shown.File, surroundings.Language), size, surroundings)
            : watch(shown.Interval, moment =>
            {
                surroundings.Out.WriteLine(WatchLine.Of(moment, views.Of(moment)));
                surroundings.Out.Flush();
                return WishOf(surroundings.ReadKey());
            });

    private static async Task ScreenAsync(WatchViews views, Func<TimeSpan, Func<WatchMoment, WatchWish>, Task> watch, WatchScreen screen,
        Func<(int Width, int Height)> size, Surroundings surroundings)
    {
        var console = Terminal.Of(surroundings.Out, isTerminal: true, size().Width);
        var last = size();
        await console.Live(Text.Empty).AutoClear(true).Overflow(VerticalOverflow.Crop)
            .StartAsync(context => watch(Redrawn, moment =>
        {
            var now = size();
            if (now != last)
                console.Clear(home: true);
            (console.Profile.Width, console.Profile.Height) = last = now;
            context.UpdateTarget(screen.Of(moment, views.Of(moment), now.Width, now.Height));
            return WishOf(surroundings.ReadKey());
        })).ConfigureAwait(false);
    }

    private static WatchWish WishOf(char? key) => key switch
    {
        'm' or 'M' => WatchWish.Mark,
        'q' or 'Q' => WatchWish.Stop,
        _ => WatchWish.GoOn,
    };
}

/// <summary>What is watched.</summary>
/// <param name="Subject">Its name on the screen: the node's address, or the process.</param>
/// <param name="File">Where the run is kept, as it was given.</param>
/// <param name="Interval">Time between two readings.</param>
internal sealed record WatchShown(string Subject, string File, TimeSpan Interval);
