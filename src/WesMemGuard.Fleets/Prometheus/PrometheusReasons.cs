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

    /// <summary>A server that wants to know who asks, or does not let whoever it is.</summary>
    public static Reason Denied(Reason refused) => new(Texts, "prometheus.denied", ("refused", refused));

    /// <summary>A server whose certificate is not trusted, or that does not trust ours.</summary>
    public static Reason NotTrusted() => new(Texts, "prometheus.notTrusted");

    public static Reason NoNodes(string select) => new(Texts, "prometheus.noNodes", ("select", select));

    public static Reason NoFigures(string select, IReadOnlyList<string> asked) =>
        new(Texts, "prometheus.noFigures", ("select", select), ("asked", ReasonValue.Of(asked)));

    /// <summary>What the server warned of, as it says it.</summary>
    public static Reason Warned(string warning) => new(Texts, "prometheus.warned", ("warning", warning));

    public static Reason NoHeader() => new(Texts, "prometheus.noHeader");

    public static Reason UnreadableFile() => new(Texts, "prometheus.unreadableFile");

    /// <summary>A file of a credential or a certificate that is none by its size.</summary>
    public static Reason LargeFile(int most) => new(Texts, "prometheus.largeFile", ("most", most));

    public static Reason EmptyFile() => new(Texts, "prometheus.emptyFile");

    public static Reason NoSpan(string text) => new(Texts, "prometheus.noSpan", ("text", text));
}
