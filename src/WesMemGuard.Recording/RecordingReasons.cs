using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Recording;

/// <summary>Why a recording can't be read, written or replayed.</summary>
internal static class RecordingReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RecordingReasons));

    public static Reason NotEmpty() => new(Texts, "recording.notEmpty");

    public static Reason JustBegun() => new(Texts, "recording.justBegun");

    public static Reason NoRecording(IReadOnlyList<string> files) => new(Texts, "recording.none", ("files", ReasonValue.Of(files)));

    public static Reason Both(string one, string other) => new(Texts, "recording.both", ("one", one), ("other", other));

    public static Reason ManyProfiles(int most, long bytes, long together) =>
        new(Texts, "recording.manyProfiles", ("most", most), ("bytes", bytes), ("together", together));

    public static Reason LongLine(int most) => new(Texts, "recording.longLine", ("most", most));

    public static Reason Inflated(long most) => new(Texts, "recording.inflated", ("most", most));

    public static Reason NotInflatable() => new(Texts, "recording.notInflatable");

    public static Reason NoObject(long? at) =>
        new(Texts, "recording.noObject", ("at", at is { } known ? known : ReasonValue.None));

    public static Reason NotUtf8() => new(Texts, "recording.notUtf8");

    public static Reason BodyOf(long status) => new(Texts, "recording.bodyOf", ("status", status));

    public static Reason Header(string name) => new(Texts, "recording.header", ("name", OneLine.Name(name)));

    public static Reason ManyHeaders(int count, int most) => new(Texts, "recording.manyHeaders", ("count", count), ("most", most));

    /// <summary>A request that the recording has no answer to.</summary>
    public static Reason Unknown(string request, IReadOnlyList<string> known) =>
        new(Texts, "recording.unknown", ("request", request), ("known", ReasonValue.Of(known)));
}
