using System.Globalization;
using System.Text.RegularExpressions;

namespace WesMemGuard.Pprof.Tests;

/// <summary>
/// A list that <c>go tool pprof -top -nodecount=60 -unit=B</c> printed, and the same list made from a
/// <see cref="TopTable"/>: pprof drops functions below half a percent of the sum of flat values, then shows sixty.
/// </summary>
internal sealed partial record PprofListing(string Type, long Shown, long Total, IReadOnlyList<TopRow> Rows)
{
    private const double NodeFraction = 0.005;

    internal static PprofListing Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var accounting = Accounting().Match(text);
        accounting.Success.ShouldBeTrue();
        List<TopRow> rows = [.. lines.SkipWhile(l => !l.Contains("flat%", StringComparison.Ordinal)).Skip(1).Select(Row)];
        return new PprofListing(lines[0]["Type: ".Length..], Bytes(accounting.Groups[1].Value),
            Bytes(accounting.Groups[2].Value), rows);
    }

    internal static PprofListing Of(GoProfile profile, ValueKind kind, long total)
    {
        IReadOnlyList<TopRow> all = TopTable.Of(profile, kind);
        var cutoff = Math.Abs((long)(all.Sum(r => r.Flat) * NodeFraction));
        List<TopRow> rows = [.. all.Where(r => Math.Abs(r.Cumulative) >= cutoff).Take(60)];
        var type = profile.SampleTypes[profile.IndexOf(kind)].Type;
        return new PprofListing(type, rows.Sum(r => r.Flat), total, rows);
    }

    /// <summary>The kind a listing is about.</summary>
    internal ValueKind Kind => Type switch
    {
        "inuse_space" => ValueKind.InuseSpace,
        "inuse_objects" => ValueKind.InuseObjects,
        "goroutine" => ValueKind.Goroutines,
        _ => throw new InvalidOperationException(Type),
    };

    /// <summary>Fails unless both lists are equal, line by line.</summary>
    internal void ShouldEqual(PprofListing expected, string name)
    {
        Type.ShouldBe(expected.Type, name);
        Total.ShouldBe(expected.Total, name);
        Shown.ShouldBe(expected.Shown, name);
        string.Join('\n', Rows).ShouldBe(string.Join('\n', expected.Rows), name);
    }

    private static TopRow Row(string line)
    {
        var parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        var name = parts[5].Replace(" (inline)", "", StringComparison.Ordinal)
            .Replace(" (partial-inline)", "", StringComparison.Ordinal);
        return new TopRow(name, Bytes(parts[0]), Bytes(parts[3]));
    }

    private static long Bytes(string text) => long.Parse(text.TrimEnd('B'), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"accounting for (-?\d+)B?, .*% of (-?\d+)B? total")]
    private static partial Regex Accounting();
}
