using WesMemGuard.Input;
using WesMemGuard.Units;

namespace WesMemGuard.Cli.Options;

/// <summary>Durations on the command line: as in files, the blank may be left out (<c>30s</c>).</summary>
internal static class Durations
{
    /// <summary>The duration that an option says.</summary>
    /// <exception cref="BadInputException">It says none.</exception>
    public static TimeSpan Read(string text, string option)
    {
        var duration = DurationText.Parse(Spaced(text), out var wrong);
        return wrong is null ? duration : throw new BadInputException(option, wrong);
    }

    /// <summary>The same as files write it.</summary>
    public static string Spaced(string text)
    {
        var unit = text.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end && end > 0 && text[end] == '.'
            ? end + 1 + text.AsSpan(end + 1).IndexOfAnyExceptInRange('0', '9')
            : end;
        return unit > 0 && char.IsAsciiLetter(text[unit]) ? text.Insert(unit, " ") : text;
    }
}
