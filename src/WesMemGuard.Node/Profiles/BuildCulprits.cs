using WesMemGuard.Comparison;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Pprof.Growing;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Node.Profiles;

/// <summary>
/// Names who makes a head worse than its base: functions by their growth in the one less that in the other, over all
/// rounds. What is matched is the function's name, as lines and addresses differ between builds; a function that no
/// profile of the base has is named as new.
/// </summary>
internal sealed class BuildCulprits
{
    private const int Most = 5;

    private readonly RunProfiles _profiles = new();

    /// <summary>The verdict with the culprits of each figure in which the head is worse.</summary>
    /// <param name="verdict">What was judged.</param>
    /// <param name="rounds">Its rounds, with their profiles.</param>
    public BuildVerdict Named(BuildVerdict verdict, IReadOnlyList<BuildRound> rounds) => verdict with
    {
        Differences = [.. verdict.Differences.Select(d => d.Outcome == BuildOutcome.Worse ? Named(d, rounds) : d)],
    };

    private BuildDifference Named(BuildDifference difference, IReadOnlyList<BuildRound> rounds)
    {
        if (NextCommand.KindOf(difference.Figure.Metric) is not { } kind)
            return difference;
        try
        {
            var found = Ranked(rounds, kind, out var why);
            why = found.Count > 0 ? null : why ?? ProfileReasons.NobodyStandsOut(2, kind);
            return difference with { Culprits = found, WhyNobody = why };
        }
        catch (ProfileException e)
        {
            return difference with { WhyNobody = ProfileReasons.NotComparable(e.Message.TrimEnd('.')) };
        }
    }

    private List<BuildCulprit> Ranked(IReadOnlyList<BuildRound> rounds, ProfileKind kind, out Reason? why)
    {
        var sums = new Dictionary<string, GrowthDifference>(StringComparer.Ordinal);
        var ofBase = new HashSet<string>(StringComparer.Ordinal);
        why = null;
        foreach (var round in rounds)
        {
            foreach (var (run, sign) in new[] { (round.Base, -1), (round.Head, 1) })
            {
                var series = _profiles.Whole(run, kind);
                if (series.Count < 2)
                {
                    why = _profiles.Unreadable ?? ProfileReasons.TooFew(series.Count, kind);
                    return [];
                }

                if (sign < 0)
                    ofBase.UnionWith(series.SelectMany(p => p.Profile.Samples).SelectMany(s => s.Stack.Frames).Select(f => f.Function));
                Add(sums, series[0].Profile, series[^1].Profile, kind, sign);
            }
        }

        var least = kind == ProfileKind.Heap ? GrowthRanking.MaterialBytes / 8 : 2;
        return [.. sums.Where(s => s.Value.Value >= least && s.Value.Low > 0)
            .OrderByDescending(s => s.Value.Value).Take(Most)
            .Select(s => new BuildCulprit(s.Key, s.Value.Module, s.Value.Value, s.Value.Low, s.Value.High, !ofBase.Contains(s.Key)))];
    }

    /// <summary>Growth by function; intervals of independent profiles add up as the root of their squares.</summary>
    private static void Add(Dictionary<string, GrowthDifference> sums, GoProfile from, GoProfile to, ProfileKind kind,
        int sign)
    {
        var rows = DiffTable.Between(from, to, kind == ProfileKind.Heap ? ValueKind.InuseSpace : ValueKind.Goroutines,
            Grouping.Function,
            new Attributor(ProgramMap.For([from, to])));
        foreach (var row in rows)
        {
            var known = sums.GetValueOrDefault(row.Name);
            var (up, down) = (row.Growth.High - row.Growth.Value, row.Growth.Value - row.Growth.Low);
            (up, down) = sign > 0 ? (up, down) : (down, up);
            sums[row.Name] = new GrowthDifference(row.Module.Name, known.Value + (sign * row.Growth.Value),
                known.Up + (up * up),
                known.Down + (down * down));
        }
    }

    /// <summary>
    /// A difference with the squares of what is open above and below it: few sampled objects leave more open above.
    /// </summary>
    private readonly record struct GrowthDifference(string Module, double Value, double Up, double Down)
    {
        public double Low => Value - Math.Sqrt(Down);

        public double High => Value + Math.Sqrt(Up);
    }
}
