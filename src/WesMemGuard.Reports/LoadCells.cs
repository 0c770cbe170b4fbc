using System.Globalization;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports;

/// <summary>The cells of a load's row, in reports of any form.</summary>
internal static class LoadCells
{
    /// <summary>Phase, kind, asked, sent, ok, failed, p50, p99, lateness, not mined, why.</summary>
    public static string[] Of(LoadRow load, Language language) =>
    [
        load.Phase, load.Kind, Count(load.Asked), Count(load.Sent), Count(load.Ok), Count(load.Failed),
            Milliseconds(load.Latency?.P50), Milliseconds(load.Latency?.P99),
        Milliseconds(load.Lateness?.P99), load.NotMined is { } n ? Count(n) : "", Why(load, language),
    ];

    /// <summary>The ways in which requests failed.</summary>
    public static string Why(LoadRow load, Language language) =>
        string.Join(language == Language.Chinese ? "；" : "; ", load.Failures.Select(f => f.In(language)));

    public static string Milliseconds(double? value) =>
        value is { } ms ? ms.ToString("0.0", CultureInfo.InvariantCulture) : "";

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);
}
