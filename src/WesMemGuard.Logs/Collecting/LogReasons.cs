using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Logs.Collecting;

/// <summary>What a reader of a log must know.</summary>
internal static class LogReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LogReasons));

    public static Reason CutOff(string file) => new(Texts, "log.cutOff", ("file", file));

    public static Reason TooManySamples(string file, long most) => new(Texts, "log.tooManySamples", ("file", file), ("most", most));

    public static Reason Inflates(string file, long size, long bytes) =>
        new(Texts, "log.inflates", ("file", file), ("size", size), ("bytes", bytes));

    public static Reason DayOfLastChange(string file, DateTimeOffset day) =>
        new(Texts, "log.dayOfLastChange", ("file", file), ("day", day));

    public static Reason NothingToFollow(IReadOnlyList<string> names) =>
        new(Texts, "log.nothingToFollow", ("names", ReasonValue.Of(names)));
}
