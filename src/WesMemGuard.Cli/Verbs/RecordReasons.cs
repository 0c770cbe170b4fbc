using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Cli.Verbs;

/// <summary>What is wrong with what is to be recorded.</summary>
internal static class RecordReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RecordReasons));

    public static Reason LengthOfScenario() => new(Texts, "record.lengthOfScenario");

    public static Reason NoLog() => new(Texts, "record.noLog");

    public static Reason NoNode() => new(Texts, "record.noNode");

    public static Reason NoLength(string text, TimeSpan most) =>
        new(Texts, "record.noLength", ("text", text), ("most", most));

    /// <summary>A path of no scenario, or of several.</summary>
    public static Reason NotOne(int scenarios) => new(Texts, "record.notOne", ("scenarios", scenarios));

    public static Reason NotLive() => new(Texts, "record.notLive");
}
