using System.Globalization;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Alerting;

/// <summary>One limit of one node that is not as it should be, or is so again: all that somebody needs who is woken by it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Metric">The metric, as <c>liveHeap</c>.</param>
/// <param name="Limit">The limit, as <c>growthPerHour</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="IsResolved">Whether it held again.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="At">When it was judged, UTC.</param>
internal sealed record FleetAlert(
    string Node, string Metric, string Limit, AlertSeverity Severity, bool IsResolved, DateTimeOffset Since, DateTimeOffset At)
{
    /// <summary>The outcome, as JSON has it.</summary>
    public required string Outcome { get; init; }

    /// <summary>In one line: what should be and what is.</summary>
    public required string Summary { get; init; }

    /// <summary>The whole message.</summary>
    public required string Message { get; init; }

    /// <summary>What was measured, with its interval.</summary>
    public required string Measured { get; init; }

    /// <summary>What the limit allows.</summary>
    public required string Budget { get; init; }

    /// <summary>Who may hold it; unknown where nothing tells.</summary>
    public required string Suspect { get; init; }

    /// <summary>One command that shows more.</summary>
    public required string Next { get; init; }

    /// <summary>What the verdict rests on.</summary>
    public required string Run { get; init; }

    /// <summary>Where the report is; empty: nowhere.</summary>
    public string Link { get; init; } = "";

    /// <summary>When it is over unless it is sent again, UTC.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>The node's labels.</summary>
    public LabelSet Labels { get; init; } = LabelSet.Empty;

    /// <summary>What it is about, whatever is measured: one alert has one key.</summary>
    public string Key => $"{Node}\n{Metric}\n{Limit}";

    /// <summary>What templates call its parts.</summary>
    internal IReadOnlyDictionary<string, string> Fields => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["node"] = Node,
        ["metric"] = Metric,
        ["limit"] = Limit,
        ["severity"] = SeverityName,
        ["status"] = IsResolved ? "resolved" : "firing",
        ["mark"] = IsResolved ? "✅" : Severity == AlertSeverity.Critical ? "🔴" : "🟡",
        ["colour"] = IsResolved ? "good" : Severity == AlertSeverity.Critical ? "danger" : "warning",
        ["outcome"] = Outcome,
        ["summary"] = Summary,
        ["message"] = Message,
        ["measured"] = Measured,
        ["budget"] = Budget,
        ["suspect"] = Suspect,
        ["next"] = Next,
        ["run"] = Run,
        ["link"] = Link,
        ["since"] = Time(Since),
        ["at"] = Time(At),
        ["until"] = Time(Until),
    };

    internal string SeverityName => Severity == AlertSeverity.Critical ? "critical" : "warning";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>How bad an alert is.</summary>
internal enum AlertSeverity
{
    /// <summary>Nobody knows: it was not measured, or the node is gone.</summary>
    Warning,

    /// <summary>A limit is broken.</summary>
    Critical,
}
