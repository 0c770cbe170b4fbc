using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using WesMemGuard.Input;
using WesMemGuard.Units;

namespace WesMemGuard.Cli.Options;

/// <summary>
/// Durations on the command line: as files write them (<c>30 min</c>), as Go does (<c>1h30m</c>), as Prometheus does (<c>90s</c>,
/// <c>2d</c>), and as people do (<c>3 minutes</c>).
/// </summary>
internal static partial class Durations
{
    /// <summary>An option of a length of time.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="usual">What is meant where it isn't given.</param>
    public static Option<string> Option(string name, string description, string usual) =>
        new(name) { Description = description, HelpName = "DURATION", DefaultValueFactory = _ => usual };

    /// <summary>The duration that an option says.</summary>
    /// <exception cref="BadInputException">It says none.</exception>
    public static TimeSpan Read(string text, string option)
    {
        var duration = Parse(text, out var wrong);
        return wrong is null ? duration : throw new BadInputException(option, InputReasons.Unit(wrong));
    }

    /// <summary>A duration, or zero and what is wrong with it.</summary>
    public static TimeSpan Parse(string text, out UnitFault? wrong)
    {
        var parts = Whole().Match(text);
        if (!parts.Success)
            return DurationText.Parse(text, out wrong);
        var seconds = parts.Groups["number"].Captures.Zip(parts.Groups["unit"].Captures)
            .Sum(part => double.Parse(part.First.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
                * SecondsOf(part.Second.Value));
        // Read as files are, so that one bound holds for both.
        return DurationText.Parse(seconds.ToString("0.###", CultureInfo.InvariantCulture) + " s", out wrong);
    }

    private static double SecondsOf(string unit) => unit switch
    {
        "ms" => 0.001,
        _ when unit[0] == 'd' => 86_400,
        _ when unit[0] == 'h' => 3600,
        _ when unit[0] == 'm' => 60,
        _ => 1,
    };

    [GeneratedRegex("^(?:(?<number>[0-9]{1,9}(?:\\.[0-9]{1,9})?) ?"
        + "(?<unit>ms|d(?:ays?)?|h(?:ours?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?) ?)+$")]
    private static partial Regex Whole();
}
