using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Live;

/// <summary>Why a scenario can't be run here.</summary>
internal static class PlanReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(PlanReasons));

    public static Reason NoDiagnosticsNamed() => new(Texts, "plan.noDiagnosticsNamed");

    public static Reason NoDiagnosticsFound() => new(Texts, "plan.noDiagnosticsFound");

    public static Reason OnlyStarted(string kind) => new(Texts, "plan.onlyStarted", ("kind", kind));

    public static Reason NoPause() => new(Texts, "plan.noPause");

    public static Reason TooFast(double rate, string host, double most) =>
        new(Texts, "plan.tooFast", ("rate", rate), ("host", host), ("most", most));

    public static Reason Replays() => new(Texts, "plan.replays");
}
