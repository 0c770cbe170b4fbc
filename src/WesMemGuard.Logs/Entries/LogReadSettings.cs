namespace WesMemGuard.Logs.Entries;

/// <summary>How a log is read.</summary>
internal sealed record LogReadSettings
{
    /// <summary>The run's name; null: the file's or folder's.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The day of the first line of a console capture, whose lines carry a time of day only; null: from twins, else
    /// from the file's last change.
    /// </summary>
    public DateOnly? ConsoleDate { get; init; }

    /// <summary>The zone of a console capture's times, used with <see cref="ConsoleDate"/>.</summary>
    public TimeSpan ConsoleOffset { get; init; }

    /// <summary>The most samples that are kept: four months at one each 10 s. What comes after isn't read, and a notice says so.</summary>
    public int MostSamples { get; init; } = 1_000_000;

    /// <summary>The most events that are kept of one kind; more are counted.</summary>
    public int MostEventsOfAKind { get; init; } = 50_000;
}
