using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Runs;

/// <summary>How long a run will take until it is decided.</summary>
internal static class ForecastReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ForecastReasons));

    public static Reason Takes(string limit, TimeSpan time, string run, bool isTooLong) => isTooLong
        ? new(Texts, "forecast.tooLong", ("limit", limit), ("time", time), ("run", run))
        : new(Texts, "forecast.takes", ("limit", limit), ("time", time), ("run", run));

    public static Reason Unknown(string limit, TimeSpan allowed) =>
        new(Texts, "forecast.unknown", ("limit", limit), ("allowed", allowed));
}
