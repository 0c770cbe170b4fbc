using System.Globalization;
using Spectre.Console;
using WesMemGuard.Cli.Diffs;
using WesMemGuard.Cli.Options;
using WesMemGuard.Pprof.Comparing;

namespace WesMemGuard.Cli.Output;

/// <summary>A comparison of profiles as a table.</summary>
internal static class DiffReport
{
    private const int MostRows = 40;

    public static void Write(ProfileComparison comparison, Surroundings surroundings)
    {
        var output = surroundings.Out;
        output.WriteLine(SafeText.Of(Title(comparison)));
        if (comparison.Rows.IsEmpty)
        {
            output.WriteLine("nothing changed");
            return;
        }

        Table(comparison, surroundings);
        if (comparison.Rows.Length > MostRows)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"and {comparison.Rows.Length - MostRows} more with smaller growth (--json shows all)"));
    }

    private static string Title(ProfileComparison comparison)
    {
        var profiles = comparison.Profiles;
        var (from, to) = (profiles.From.Total(comparison.Kind), profiles.To.Total(comparison.Kind));
        var time = profiles.Elapsed is { } elapsed
            ? string.Create(CultureInfo.InvariantCulture, $", {elapsed.TotalMinutes:0.#} min") : "";
        return $"{(comparison.IsHeap ? "heap in use" : "goroutines")}: {profiles.FromName} -> "
            + $"{profiles.ToName}{time}; {Amount(comparison, from)} -> {Amount(comparison, to)}";
    }

    private static void Table(ProfileComparison comparison, Surroundings surroundings)
    {
        var byModule = comparison.By == Grouping.Module;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in Titles(comparison, byModule))
            table.AddColumn(new TableColumn(new Text(title))
            {
                NoWrap = IsFigure(title)
                || title == "module",
                Alignment = IsFigure(title) ? Justify.Right : Justify.Left
            });
        foreach (var row in comparison.Rows.Take(MostRows))
        {
            var share = row.Growth.Value > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{100 * row.Growth.Value / comparison.Rise:0} %") : "";
            var interval = comparison.IsHeap
                ? $"{Signed(comparison, row.Growth.Low)} .. {Signed(comparison, row.Growth.High)}" : "";
            string[] cells =
                [Signed(comparison, row.Growth.Value), interval, share, Amount(comparison, row.From),
                Amount(comparison, row.To), row.Name, byModule ? "" : row.Module.ToString()];
            table.AddRow(cells.Where((_, i) => Shown(i, comparison, byModule)).Select(c => new Text(SafeText.Of(c))));
        }

        Terminal.Write(table, surroundings);
    }

    private static bool IsFigure(string title) => title is "growth" or "98 % interval" or "share" or "from" or "to";

    private static IEnumerable<string> Titles(ProfileComparison comparison, bool byModule)
    {
        string[] titles = ["growth", "98 % interval", "share", "from", "to", comparison.By.ToString().ToLowerInvariant(), "module"];
        return titles.Where((_, i) => Shown(i, comparison, byModule));
    }

    /// <summary>Goroutines are counted, not sampled: no interval. Modules need no second column of modules.</summary>
    private static bool Shown(int column, ProfileComparison comparison, bool byModule) => column switch
    {
        1 => comparison.IsHeap,
        6 => !byModule,
        _ => true,
    };

    private static string Amount(ProfileComparison comparison, double value) => comparison.IsHeap
        ? (value / ByteSize.MiB).ToString("#,0.00", CultureInfo.InvariantCulture) + " MiB"
        : value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Signed(ProfileComparison comparison, double value) =>
        (value > 0 ? "+" : "") + Amount(comparison, value);
}
