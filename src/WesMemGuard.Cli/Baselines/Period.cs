using System.CommandLine;
using System.Globalization;
using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Cli.Baselines;

/// <summary>A part of a run: a phase, or two times.</summary>
/// <param name="From">Its start, UTC; null: the run's, after warm-up.</param>
/// <param name="To">Its end, UTC; null: the run's.</param>
internal readonly record struct Period(DateTimeOffset? From, DateTimeOffset? To)
{
    private const string Between = "..";
    private static readonly string[] Clocks = ["HH:mm", "HH:mm:ss", "HH:mm'Z'", "HH:mm:ss'Z'"];

    /// <summary>
    /// What an option says: a phase's name, or <c>FROM..TO</c> with times or dates and times, UTC; null is the whole
    /// run.
    /// </summary>
    /// <exception cref="BadInputException">There is no such phase, or a time is none.</exception>
    public static Period Read(string? text, string option, MemoryRun run)
    {
        if (text is null)
            return default;
        if (run.Phases.FirstOrDefault(p => p.Name == text) is { } phase)
            return new Period(phase.StartedAt, phase.EndedAt);
        var at = text.IndexOf(Between, StringComparison.Ordinal);
        if (at < 0)
            throw new BadInputException(option, InputReasons.NoPeriod(text, [.. run.Phases.Select(p => p.Name)]));
        return new Period(Time(text[..at], option, run), Time(text[(at + Between.Length)..], option, run));
    }

    private static DateTimeOffset Time(string text, string option, MemoryRun run)
    {
        // A time of day is that of the run's own day, or of the next one where that is before the run's beginning.
        if (TimeOnly.TryParseExact(text, Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            var start = run.Header.StartedAt.UtcDateTime;
            var at = new DateTimeOffset(start.Date, TimeSpan.Zero) + clock.ToTimeSpan();
            return at < run.Header.StartedAt.AddMinutes(-1) ? at.AddDays(1) : at;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new BadInputException(option, InputReasons.NoTime(text));
    }

    /// <summary>The option that takes it.</summary>
    public static Option<string?> Option(string name, string description) =>
        new(name) { Description = description, HelpName = "PHASE|FROM..TO" };
}
