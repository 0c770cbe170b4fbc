using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Export;

/// <summary>What exported series are.</summary>
internal static class ExportReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ExportReasons));

    public static Reason Outcome() => new(Texts, "export.outcome");

    public static Reason Measured() => new(Texts, "export.measured");

    public static Reason MeasuredLow() => new(Texts, "export.measuredLow");

    public static Reason MeasuredHigh() => new(Texts, "export.measuredHigh");

    public static Reason Budget() => new(Texts, "export.budget");

    public static Reason Since() => new(Texts, "export.since");

    public static Reason Slope() => new(Texts, "export.slope");

    public static Reason SlopeLow() => new(Texts, "export.slopeLow");

    public static Reason SlopeHigh() => new(Texts, "export.slopeHigh");

    public static Reason Restarts() => new(Texts, "export.restarts");

    public static Reason Gone() => new(Texts, "export.gone");

    public static Reason Judged() => new(Texts, "export.judged");
}
