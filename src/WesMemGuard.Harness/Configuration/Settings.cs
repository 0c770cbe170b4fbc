using System.Globalization;
using WesMemGuard.Input;
using WesMemGuard.Json;
using WesMemGuard.Schemas;
using WesMemGuard.Units;

namespace WesMemGuard.Harness.Configuration;

/// <summary>
/// The configuration in force. Each value knows where it came from; the later of defaults, <c>wesmemguard.json</c>,
/// <c>wesmemguard.local.json</c>, <c>WESMEMGUARD_…</c> and the command line wins.
/// </summary>
internal sealed class Settings
{
    /// <summary>The file that a repository shares.</summary>
    public const string SharedFile = "wesmemguard.json";

    /// <summary>The file of one machine; not committed.</summary>
    public const string LocalFile = "wesmemguard.local.json";

    /// <summary>What names of environment variables begin with: <c>WESMEMGUARD_OUT</c>, <c>WESMEMGUARD_TESTING__INCONCLUSIVE</c>.</summary>
    public const string VariablePrefix = "WESMEMGUARD_";

    private const string OutKey = "out";
    private const string ParallelKey = "parallel";
    private const string TimeoutKey = "replayTimeout";
    private const string InconclusiveKey = "testing.inconclusive";
    private const int MostParallel = 64;
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    internal static readonly IReadOnlyList<SettingDefinition> Definitions =
    [
        new(OutKey, "runs", "folder that run files are written to", "a path", v => v.Trim().Length > 0)
        {
            Form = () => new() { ["type"] = "string", ["pattern"] = "\\S" },
        },
        new(ParallelKey, Math.Min(MostParallel, 2 * Environment.ProcessorCount)
            .ToString(CultureInfo.InvariantCulture), "scenarios replayed at a time",
            "a whole number from 1 to 64", v => Whole(v) is >= 1 and <= MostParallel)
        {
            Kinds = [JsonKind.Number, JsonKind.String],
            Form = () => SchemaParts.AnyOf(SchemaParts.Whole(MostParallel),
                new() { ["type"] = "string", ["pattern"] = "^0*([1-9]|[1-5][0-9]|6[0-4])$" }),
        },
        new(TimeoutKey, "2 min", "wall time that one replay may take", "a duration from 1 s to 1 h, as \"2 min\"", IsTimeout)
        {
            Form = () => SchemaParts.Duration(),
        },
        new(InconclusiveKey, "fail", "what an inconclusive limit does to a test",
            "fail or inconclusive", v => v is "fail" or "inconclusive")
        {
            Form = () => SchemaParts.OneOf(["fail", "inconclusive"]),
        },
    ];

    internal Settings(IReadOnlyList<SettingValue> values) => Values = values;

    /// <summary>Every value, in a fixed order.</summary>
    public IReadOnlyList<SettingValue> Values { get; }

    /// <summary>The folder that run files are written to; relative to the working folder.</summary>
    public string Out => Text(OutKey);

    /// <summary>How many scenarios are replayed at a time, 1..64.</summary>
    public int Parallel => Whole(Text(ParallelKey))!.Value;

    /// <summary>The wall time that one replay may take, 1 s .. 1 h.</summary>
    public TimeSpan ReplayTimeout => DurationText.Parse(Text(TimeoutKey), out _);

    /// <summary>
    /// Whether an inconclusive limit fails an NUnit test (the default), or makes it NUnit's Inconclusive, which
    /// <c>dotnet test</c> does not count.
    /// </summary>
    public bool InconclusiveFails => Text(InconclusiveKey) == "fail";

    private static bool IsTimeout(string text)
    {
        var timeout = DurationText.Parse(text, out var wrong);
        return wrong is null && timeout >= ShortestTimeout && timeout <= LongestTimeout;
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Text(string key) => Values.First(v => v.Key == key).Value;
}
