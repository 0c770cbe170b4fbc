using System.Globalization;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Report;

namespace WesMemGuard.Cli.Fleets;

/// <summary>The HTML report of a fleet, and beside it a folder with a page for each accused node.</summary>
internal static class FleetPages
{
    private const int LongestName = 60;

    /// <summary>Writes the report and the pages.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="file">The report's file as it was given.</param>
    /// <param name="by">The label to group by; null: those that tell most.</param>
    /// <param name="surroundings">The folder it starts from.</param>
    /// <returns>The file.</returns>
    public static string Write(FleetVerdict fleet, string file, string? by, Surroundings surroundings)
    {
        var accused = FleetHtml.Accused(fleet);
        var folder = Path.GetFileNameWithoutExtension(file) + "-nodes";
        var pages = accused.Select((node, i) => $"{folder}/{FileOf(node.Name, i)}").ToList();
        OutputFile.Write(file, surroundings, to => FleetHtml.Write(fleet, by, to, surroundings.Language, pages));
        for (var i = 0; i < accused.Count; i++)
        {
            OutputFile.Write(Path.Combine(Path.GetDirectoryName(file) ?? "", pages[i]), surroundings,
                to => FleetHtml.WritePage(fleet, accused[i], $"../{Path.GetFileName(file)}", to, surroundings.Language));
        }

        return file;
    }

    /// <summary>A name of a file of letters that every system takes; its number keeps it apart from others.</summary>
    private static string FileOf(string node, int number)
    {
        var name = string.Concat(node.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        return string.Create(CultureInfo.InvariantCulture, $"{number + 1:000}-{name[..Math.Min(name.Length, LongestName)]}.html");
    }
}
