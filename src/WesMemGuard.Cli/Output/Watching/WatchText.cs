using System.Globalization;
using WesMemGuard.Harness.Watching;

namespace WesMemGuard.Cli.Output.Watching;

/// <summary>Figures of a watched node as people read them.</summary>
internal static class WatchText
{
    public static string Value(WatchFigure figure) =>
        figure.Course.Count == 0 ? "-" : Amount(figure.Course[^1], figure.IsSize);

    /// <summary>The slope with its interval, or a dash.</summary>
    public static string Slope(WatchFigure figure)
    {
        if (figure.Slope is not { } slope)
            return "-";
        var unit = figure.IsSize ? " MiB/h" : "/h";
        return figure is { Low: { } low, High: { } high }
            ? string.Create(CultureInfo.InvariantCulture,
                $"{slope:+#,0.0;-#,0.0;0.0}{unit} ({low:#,0.0} .. {high:#,0.0})")
            : string.Create(CultureInfo.InvariantCulture, $"{slope:+#,0.0;-#,0.0;0.0}{unit}");
    }

    public static string Amount(double value, bool isSize) => isSize
        ? string.Create(CultureInfo.InvariantCulture, $"{value / ByteSize.MiB:#,0.0} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{value:#,0}");

    public static string Elapsed(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
}
