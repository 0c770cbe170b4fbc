using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>What is wrong with a run file.</summary>
internal static class RunFileReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RunFileReasons));

    public static Reason Empty() => new(Texts, "runFile.empty", ("header", """{"run":…}"""));

    public static Reason LongLine(int most) => new(Texts, "runFile.longLine", ("most", most));

    /// <summary>A line that is no JSON, or not of a run.</summary>
    /// <param name="at">Where in the line, from 1; null: it is JSON.</param>
    /// <param name="path">The member that doesn't fit, as <c>$.memory.at</c>; null where none is known.</param>
    public static Reason NoLine(long? at, string? path) => new(Texts, "runFile.noLine", ("at", at is { } known ? known : ReasonValue.None),
        ("path", path));

    public static Reason Newer(int version, int known) => new(Texts, "runFile.newer", ("version", version), ("known", known));

    public static Reason NoHeader(string first) => new(Texts, "runFile.noHeader", ("first", first), ("header", """{"run":…}"""));

    public static Reason NoVersion(string name) => new(Texts, "runFile.noVersion", ("name", name));

    public static Reason SecondHeader() => new(Texts, "runFile.secondHeader");

    public static Reason UnknownKind(string kind) => new(Texts, "runFile.unknownKind", ("kind", kind));

    public static Reason IsNull() => new(Texts, "runFile.isNull");

    public static Reason NoTime() => new(Texts, "runFile.noTime");

    public static Reason SampleOrMiss() => new(Texts, "runFile.sampleOrMiss");
}
