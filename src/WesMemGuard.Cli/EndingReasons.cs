using WesMemGuard.Reasons;

namespace WesMemGuard.Cli;

/// <summary>What is said when the tool is asked to end.</summary>
internal static class EndingReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(EndingReasons));

    public static Reason Waits(IReadOnlyList<string> processes, TimeSpan patience) =>
        new(Texts, "ending.waits", ("processes", ReasonValue.Of(processes)), ("patience", patience));

    public static Reason Killed(IReadOnlyList<string> processes) =>
        new(Texts, "ending.killed", ("processes", ReasonValue.Of(processes)));

    public static Reason Left(IReadOnlyList<string> processes) =>
        new(Texts, "ending.left", ("processes", ReasonValue.Of(processes)));
}
