using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Clients;

/// <summary>What is wrong with the file of a client's measurement.</summary>
internal static class MeasurementReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(MeasurementReasons));

    public static Reason TwoLevels() => new(Texts, "measurement.twoLevels");

    public static Reason ALevel() => new(Texts, "measurement.aLevel");

    public static Reason AString(int longest) => new(Texts, "measurement.aString", ("longest", longest));

    public static Reason ANumber() => new(Texts, "measurement.aNumber");

    public static Reason AList(int most) => new(Texts, "measurement.aList", ("most", most));

    /// <summary>A property that isn't what it must be.</summary>
    public static Reason Needs(string name, Reason value) => new(Texts, "measurement.needs", ("name", name), ("value", value));
}
