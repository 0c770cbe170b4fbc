using System.Globalization;
using System.Text.RegularExpressions;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>Durations as Prometheus and Go write them: <c>24h</c>, <c>7d</c>, <c>1h30m</c>; <c>30 min</c> too.</summary>
internal static partial class Span
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(3660);

    /// <summary>The duration of an option.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public static TimeSpan Read(string text, string option)
    {
        var all = Whole().Match(text.Trim());
        var span = TimeSpan.Zero;
        foreach (var part in all.Groups["part"].Captures.Select(c => Part().Match(c.Value)))
        {
            var number = double.Parse(part.Groups["n"].Value, CultureInfo.InvariantCulture);
            var seconds = number * (part.Groups["u"].Value switch
            {
                "ms" => 0.001,
                "s" => 1,
                "m" or "min" => 60,
                "h" => 3600,
                "d" => 86400,
                _ => 604800,
            });
            span += TimeSpan.FromSeconds(Math.Min(seconds, Most.TotalSeconds));
        }

        return all.Success && span > TimeSpan.Zero && span <= Most
            ? span : throw new BadInputException(option, PrometheusReasons.NoSpan(text));
    }

    [GeneratedRegex(@"^(?<part>[0-9]{1,9}(?:\.[0-9]{1,6})? ?(?:ms|min|s|m|h|d|w))+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?<n>[0-9.]+) ?(?<u>[a-z]+)$")]
    private static partial Regex Part();
}
