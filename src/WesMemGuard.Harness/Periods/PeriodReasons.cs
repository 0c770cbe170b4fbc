using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Periods;

/// <summary>What there is to say of watching for days.</summary>
internal static class PeriodReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(PeriodReasons));

    /// <summary>A folder that another watch writes to.</summary>
    public static Reason IsTaken() => new(Texts, "period.isTaken");
}
