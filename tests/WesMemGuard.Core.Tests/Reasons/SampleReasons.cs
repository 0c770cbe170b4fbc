using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Reasons;

/// <summary>Reasons as a room of the product makes them.</summary>
internal static class SampleReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SampleReasons));

    public static Reason Missing(int missing, int due, string source, IEnumerable<Reason>? kinds = null) =>
        new(Texts, "sample.missing", ("missing", missing), ("due", due), ("source", source),
            ("kinds", kinds is null ? ReasonValue.None : ReasonValue.Of(kinds)));

    public static Reason Kind(int count, Reason kind) => new(Texts, "sample.kind", ("count", count), ("kind", kind));

    public static Reason Refused() => new(Texts, "sample.refused");

    public static Reason Gap(TimeSpan gap, DateTimeOffset at) => new(Texts, "sample.gap", ("gap", gap), ("at", at));

    public static Reason Lacks() => new(Texts, "sample.lacks");

    public static Reason WithoutText() => new(Texts, "sample.nowhere");
}
