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

    private const string Interval = "Interval", ModuleBeside = "ModuleBeside";

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(DiffReport));

    public static void Write(ProfileComparison comparison, Surroundings surroundings)
    {
        var (output, texts) = (surroundings.Out, Texts.In(surroundings.Language));
        output.WriteLine(SafeText.Of(Title(comparison, texts)));
        if (comparison.Rows.IsEmpty)
        {
            output.WriteLine(texts["Nothing"]);
            return;
        }

        Table(comparison, surroundings, texts);
        if (comparison.Rows.Length > MostRows)
            output.WriteLine(texts.Format("More", comparison.Rows.Length - MostRows));
    }

    private static string Title(ProfileComparison comparison, LocalTexts texts)
    {
        var profiles = comparison.Profiles;
        var (from, to) = (profiles.From.Total(comparison.Kind), profiles.To.Total(comparison.Kind));
        var time = profiles.Elapsed is { } elapsed
            ? string.Create(CultureInfo.InvariantCulture, $", {elapsed.TotalMinutes:0.#} min") : "";
        return texts.Format(comparison.IsHeap ? "Heap" : "Goroutines",
            profiles.FromName, profiles.ToName, time, Amount(comparison, from), Amount(comparison, to));
    }

    private static void Table(ProfileComparison comparison, Surroundings surroundings, LocalTexts texts)
    {
        var byModule = comparison.By == Grouping.Module;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in Columns(comparison).Where(c => Shown(c, comparison, byModule)))
            table.AddColumn(new TableColumn(Terminal.Text(texts[column.Title]))
            {
                NoWrap = column.IsFigure || column.Title is nameof(Grouping.Module) or ModuleBeside,
                Alignment = column.IsFigure ? Justify.Right : Justify.Left
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
            table.AddRow(Columns(comparison).Zip(cells).Where(c => Shown(c.First, comparison, byModule))
                .Select(c => Terminal.Text(c.Second)));
        }

        Terminal.Write(table, surroundings);
    }

    private static (string Title, bool IsFigure)[] Columns(ProfileComparison comparison) =>
        [("Growth", true), (Interval, true), ("Share", true), ("From", true), ("To", true), (comparison.By.ToString(), false),
            (ModuleBeside, false)];

    /// <summary>Goroutines are counted, not sampled: no interval. Modules need no second column of modules.</summary>
    private static bool Shown((string Title, bool IsFigure) column, ProfileComparison comparison, bool byModule) => column.Title switch
    {
        Interval => comparison.IsHeap,
        ModuleBeside => !byModule,
        _ => true,
    };

    private static string Amount(ProfileComparison comparison, double value) => comparison.IsHeap
        ? (value / ByteSize.MiB).ToString("#,0.00", CultureInfo.InvariantCulture) + " MiB"
        : value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Signed(ProfileComparison comparison, double value) =>
        (value > 0 ? "+" : "") + Amount(comparison, value);
}
