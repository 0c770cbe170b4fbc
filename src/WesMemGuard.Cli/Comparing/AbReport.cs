using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Comparison;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Comparing;

/// <summary>A comparison of two builds for people: a paragraph a figure, the worst first, and one line that says it all.</summary>
internal static class AbReport
{
    private const string Between = "  ";

    public static void Write(AbSummary summary, Surroundings to)
    {
        var width = Enum.GetValues<BuildOutcome>().Max(o => Paragraph.Columns(AbSummary.Named(o).In(to.Language)));
        var indent = Paragraph.Padded("", width) + Between;
        foreach (var row in summary.Rows)
            Write(row, width, indent, to);
        foreach (var remark in summary.Remarks)
            Paragraph.Write(to, indent, remark);
        to.Out.WriteLine();
        Paragraph.Write(to, "", summary.Sum);
        if (summary.Folder is { } folder)
            Paragraph.Write(to, "", AbReasons.Stored(folder).In(to.Language));
    }

    private static void Write(AbRow row, int width, string indent, Surroundings to)
    {
        var (colon, comma) = to.Language == Language.Chinese ? ("：", "；") : (": ", "; ");
        Paragraph.Write(to, Paragraph.Padded(AbSummary.Named(row.Outcome).In(to.Language), width) + Between,
            row.Title + colon + row.Measured + comma + row.Why);
        if (row.Own is { } own)
            Paragraph.Write(to, indent, own);
        foreach (var culprit in row.Culprits)
            Paragraph.Write(to, indent, culprit);
    }
}
