namespace WesMemGuard.Reports.Charts;

/// <summary>A chart: lines over one time axis and one unit.</summary>
/// <param name="Id">Its id in the page: letters and dashes.</param>
/// <param name="TitleKey">The key of its title.</param>
/// <param name="Unit">The unit of its values: <c>MiB</c>, <c>KiB</c> or nothing for counts.</param>
/// <param name="Lines">What it shows; never empty.</param>
internal sealed record Chart(string Id, string TitleKey, string Unit, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>A chart of those lines that have points, or null when none has.</summary>
    public static Chart? Of(string id, string title, string unit, IReadOnlyList<ChartLine> lines)
    {
        // A budget without a measured line beside it is no chart.
        var drawn = lines.Where(l => l.Points.Count > 0)
            .Select(l => l.Kind == LineKind.Line ? l with { Points = Thinning.Thinned(l.Points) } : l).ToList();
        return drawn.Any(l => l.Kind is LineKind.Line or LineKind.Points) ? new Chart(id, title, unit, drawn) : null;
    }
}

/// <summary>One line of a chart.</summary>
/// <param name="LabelKey">The key of its name, or null when <paramref name="Name"/> is one of the node's.</param>
/// <param name="Name">The name as it stands, or what the label's place is filled with.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Points">Its points in time order; a value that is not finite is a gap.</param>
internal sealed record ChartLine(string? LabelKey, string Name, LineKind Kind, IReadOnlyList<ChartPoint> Points);

/// <summary>How a line is drawn.</summary>
internal enum LineKind
{
    /// <summary>A line through samples.</summary>
    Line,

    /// <summary>Points: readings of their own.</summary>
    Points,

    /// <summary>A dashed line: what a budget allows.</summary>
    Budget,

    /// <summary>A thin line through points: a fitted slope.</summary>
    Fit,
}
