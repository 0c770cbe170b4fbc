using System.Globalization;
using WesMemGuard.Bench;

string[] names = [.. args.TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal))];
int[] seeds = [.. Option("--seeds", "1,2").Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];
var series = int.Parse(Option("--series", "1000"), CultureInfo.InvariantCulture);
double[] lengths = [.. Option("--hours", "6").Split(',').Select(hours => double.Parse(hours, CultureInfo.InvariantCulture))];
var only = Option("--only", "").Split(';', StringSplitOptions.RemoveEmptyEntries);

switch (names)
{
    case ["bars"]:
        foreach (var seed in seeds)
            PrintBars(new Bars(Console.Out, seed, series));
        return 0;
    case ["processes"]:
        foreach (var seed in seeds)
            GoProcesses.Print(Console.Out, seed, series, only);
        return 0;
    case ["truth", string folder]:
        GoTruths.Print(Console.Out, folder);
        return 0;
    case ["services"]:
        foreach (var seed in seeds)
            GoServices.Print(Console.Out, seed, series, lengths[0], only);
        return 0;
    case ["saws"]:
        foreach (var seed in seeds)
            Saws.Print(Console.Out, seed, series, args.Contains("--hours") ? lengths[0] : null);
        return 0;
    case ["clocks"]:
        foreach (var seed in seeds)
            Clocks.Print(Console.Out, seed, series, lengths[0], only);
        return 0;
    case ["series", string folder]:
        RecordedSeries.Print(Console.Out, folder);
        return 0;
    case ["recordings", string folder]:
        Recordings.Print(Console.Out, folder);
        ShortRuns.Print(Console.Out, folder);
        return 0;
    case ["ab"]:
        foreach (var seed in seeds)
            Builds.Print(Console.Out, seed, series, only);
        return 0;
    case ["looks"]:
        foreach (var seed in seeds)
            Looks.Print(Console.Out, seed, series, int.Parse(Option("--every", "1"), CultureInfo.InvariantCulture), only);
        return 0;
    case ["proposals", string folder]:
        foreach (var seed in seeds)
            Proposed.Print(Console.Out, folder, seed, series);
        return 0;
    case ["bisect"]:
        await Bisections.PrintAsync(Console.Out, int.Parse(Option("--series", "50"), CultureInfo.InvariantCulture));
        return 0;
    case ["fleets"]:
        await Fleets.PrintAsync(
            Console.Out, [.. Option("--nodes", "1000").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))],
            args.Contains("--hours") ? lengths[0] : 24);
        return 0;
    case ["differing"]:
        foreach (var seed in seeds)
            Differing.Print(Console.Out, seed, series, int.Parse(Option("--nodes", "1000"), CultureInfo.InvariantCulture));
        return 0;
    case ["watched"]:
        await WatchedDay.PrintAsync(Console.Out, int.Parse(Option("--nodes", "200"), CultureInfo.InvariantCulture),
            args.Contains("--hours") ? lengths[0] : 24);
        return 0;
    case ["watch"]:
        return await WatchedNode.PrintAsync(Console.Out, args.Contains("--hours") ? lengths[0] : 24) ? 0 : 1;
    case ["fill"]:
        using (var all = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 20))
            Fleets.Fill(all, int.Parse(Option("--nodes", "1000"), CultureInfo.InvariantCulture));
        return 0;
    case ["speed"]:
        Speed.Print(Console.Out);
        return 0;
    case ["profiles", string folder]:
        ProfileSpeed.Print(Console.Out, folder);
        return 0;
    default:
        Console.Error.WriteLine(
            "One of: bars, processes, services, truth DIR, saws, clocks, series DIR, recordings DIR, ab, looks, proposals DIR, "
                + "bisect, speed, profiles DIR, fleets, differing, watched, watch, fill; with --nodes 1000,10000 "
                + "--seeds 1,2 --series 1000 --hours 6 --only \"ar;saw 2 min\".");
        return 64;
}

void PrintBars(Bars bars)
{
    foreach (var hours in lengths)
        bars.Shapes(hours, only);
    if (only.Length > 0)
        return;
    bars.Borders();
    bars.PerTransaction();
    bars.Runs(6);
}

string Option(string name, string otherwise)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}
