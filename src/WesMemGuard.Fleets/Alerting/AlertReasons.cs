using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Alerting;

/// <summary>What there is to say of alerts and their receivers.</summary>
internal static class AlertReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AlertReasons));

    public static Reason NoBook() => new(Texts, "alert.noBook");

    public static Reason NoFormat(string name, IReadOnlyList<string> known) =>
        new(Texts, "alert.noFormat", ("name", name), ("known", ReasonValue.Of(known)));

    public static Reason NoTemplate() => new(Texts, "alert.noTemplate");

    public static Reason NoSuspect() => new(Texts, "alert.noSuspect");

    /// <summary>A receiver that did not take alerts.</summary>
    public static Reason NotSent(string receiver, int alerts, Reason why) =>
        new(Texts, "alert.notSent", ("receiver", receiver), ("alerts", alerts), ("why", why));

    public static Reason Status(int status) => new(Texts, "alert.status", ("status", status));

    public static Reason NoAnswer(string kind) => new(Texts, "alert.noAnswer", ("kind", kind));

    public static Reason Refused(long code) => new(Texts, "alert.refused", ("code", code));
}
