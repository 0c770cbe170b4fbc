using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>What there is to say of a server that holds series.</summary>
internal static class PrometheusReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(PrometheusReasons));

    public static Reason NoAnswer(string kind) => new(Texts, "prometheus.noAnswer", ("kind", kind));

    public static Reason Refused(string path, int status, string error) =>
        new(Texts, "prometheus.refused", ("path", path), ("status", status), ("error", error));

    public static Reason Broken(string path) => new(Texts, "prometheus.broken", ("path", path));

    public static Reason NoNodes(string select) => new(Texts, "prometheus.noNodes", ("select", select));

    public static Reason NoFigures(string select, IReadOnlyList<string> asked) =>
        new(Texts, "prometheus.noFigures", ("select", select), ("asked", ReasonValue.Of(asked)));

    /// <summary>What the server warned of, as it says it.</summary>
    public static Reason Warned(string warning) => new(Texts, "prometheus.warned", ("warning", warning));

    public static Reason NoHeader() => new(Texts, "prometheus.noHeader");

    public static Reason UnreadableFile() => new(Texts, "prometheus.unreadableFile");

    public static Reason NoSpan(string text) => new(Texts, "prometheus.noSpan", ("text", text));

}
