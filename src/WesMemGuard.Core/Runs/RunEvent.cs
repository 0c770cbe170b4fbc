using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>Something that happened to the process or the harness.</summary>
/// <param name="At">UTC.</param>
/// <param name="Name">What happened, a name: <c>started</c>, <c>ready</c>, <c>kill9</c>, <c>term</c>, <c>exited</c>,
/// <c>sigstop</c>,
/// <c>sigcont</c>, one of the constants here, one of the notices of <c>Recording/README.md</c>, or what a recording or
/// a log says.</param>
/// <param name="Detail">The rest of the record, short.</param>
public sealed record RunEvent(DateTimeOffset At, string Name, string? Detail = null)
{
    /// <summary>Some three thousand years: no date that is told lies further from another.</summary>
    private const double MostSeconds = 1e11;

    /// <summary>What happened, a name.</summary>
    public string Name { get; init => field = OneLine.Name(value); } = OneLine.Name(Name);

    /// <summary>The rest of the record, with nothing in it that a terminal obeys.</summary>
    public string? Detail { get; init => field = value is null ? null : SafeText.Of(value); } = Detail is null
        ? null : SafeText.Of(Detail);

    /// <summary>
    /// Profiles were captured as a limit broke; the detail holds their files, relative to the run's folder, a space
    /// between two.
    /// </summary>
    public const string BreachProfiles = "breach-profiles";

    /// <summary>The run is over: everything before it was written.</summary>
    public const string End = "end";

    /// <summary>
    /// The run goes on until its limits are decided, and is looked at again and again: the looks take half of the
    /// judge's error.
    /// </summary>
    public const string UntilDecided = "until-decided";

    /// <summary>The run was ended before its time, by its user.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The client was started beside the node.</summary>
    public const string ClientStarted = "client-started";

    /// <summary>The client had done its work and ended; <see cref="Code"/> is its exit code, 0.</summary>
    public const string ClientEnded = "client-ended";

    /// <summary>
    /// The client ended with another exit code than 0, and nobody had asked it to; <see cref="Code"/> is the code.
    /// </summary>
    public const string ClientDied = "client-died";

    /// <summary>
    /// The process ended, and nobody of this harness had asked it to; <see cref="Code"/> is its exit code.
    /// </summary>
    public const string Died = "died";

    /// <summary>
    /// The process was seen to stand still (state T of <c>/proc</c>), and nobody of this harness had asked it to.
    /// </summary>
    public const string Stopped = "stopped";

    /// <summary>The diagnostics port was another process's, and was not used.</summary>
    public const string OtherDiagnostics = "other-diagnostics";

    /// <summary>The process that listens on the port is another one than the service's: it is not looked at.</summary>
    public const string OtherProcess = "other-process";

    /// <summary>A process that stood still goes on.</summary>
    public const string Continued = "continued";

    /// <summary>
    /// The system's clock was set; <see cref="Seconds"/> tells by how much. The run's own times go on evenly.
    /// </summary>
    public const string ClockStep = "clock-step";

    /// <summary>The exit code, where a process ended.</summary>
    public int? Code { get; init; }

    /// <summary>How far a clock was set, forwards above 0; null also for what no clock can be set by.</summary>
    public double? Seconds { get; init => field = value is >= -MostSeconds and <= MostSeconds ? value : null; }
}
