using WesMemGuard.Reasons;

namespace WesMemGuard.Clients;

/// <summary>The measurements of one client by both builds, over all rounds that have both.</summary>
internal sealed class ClientPair
{
    /// <param name="name">The client, with its number where it is measured several times.</param>
    /// <param name="rounds">All rounds.</param>
    public ClientPair(string name, IReadOnlyList<ClientRound> rounds)
    {
        Name = name;
        foreach (var round in rounds)
        {
            var (before, after) = (Find(round.Base), Find(round.Head));
            IsOfHead |= after is not null;
            if (before is not null && after is not null)
                Sides.Add((before, after));
        }
    }

    /// <summary>One for each client that either build measured.</summary>
    public static IReadOnlyList<ClientPair> All(IReadOnlyList<ClientRound> rounds) =>
        [.. rounds.SelectMany(r => Numbered(r.Base).Concat(Numbered(r.Head))).Select(n => n.Name).Distinct(StringComparer.Ordinal)
            .Select(name => new ClientPair(name, rounds))];

    public string Name { get; }

    /// <summary>One pair a round.</summary>
    public List<(ClientMeasurement Base, ClientMeasurement Head)> Sides { get; } = [];

    /// <summary>Whether the head measured it.</summary>
    public bool IsOfHead { get; }

    /// <summary>Why a head that leaves more is not called worse; null when it is: types show it, and calls make it.</summary>
    public Reason? WhyNotWorse(double more)
    {
        if (Sides.Exists(s => s.Head.WithoutCalls > CallResolution.MostWithoutCalls))
            return ClientComparisonReasons.WithoutCalls(100 * Sides.Max(s => s.Head.WithoutCalls));
        var shown = Sides.Average(s => s.Head.Types.Sum(t => t.BytesPerCall) - s.Base.Types.Sum(t => t.BytesPerCall));
        return shown >= CallResolution.LeastExplained * more ? null : ClientComparisonReasons.NoTypeShowsIt();
    }

    /// <summary>The types that the difference is in, the largest first, of the last round.</summary>
    public IReadOnlyList<DifferingType> Differing(int most)
    {
        var (before, after) = Sides[^1];
        return [.. after.Types.Select(t => t.Name).Concat(before.Types.Select(t => t.Name)).Distinct(StringComparer.Ordinal)
            .Select(name => Difference(name, before, after)).OrderByDescending(t => Math.Abs(t.BytesPerCall)).Take(most)];
    }

    private static DifferingType Difference(string name, ClientMeasurement before, ClientMeasurement after)
    {
        List<MeasuredType> one = [.. before.Types.Where(t => t.Name == name)], other = [.. after.Types.Where(t => t.Name == name)];
        var path = other.Concat(one).Select(t => t.Path).FirstOrDefault(p => p is not null);
        return new DifferingType(name, other.Sum(t => t.BytesPerCall) - one.Sum(t => t.BytesPerCall),
            other.Sum(t => t.CountPerCall) - one.Sum(t => t.CountPerCall), path, one.Count == 0,
            one.Count > 0 && other.Exists(t => t.Path is not null) && !other.Exists(t => one.Exists(o => o.Path == t.Path)));
    }

    private ClientMeasurement? Find(IReadOnlyList<ClientMeasurement> all) =>
        Numbered(all).FirstOrDefault(n => n.Name == Name).Measured;

    /// <summary>The second measurement of one name is <c>name #2</c>.</summary>
    private static IEnumerable<(string Name, ClientMeasurement Measured)> Numbered(IEnumerable<ClientMeasurement> all) =>
        all.GroupBy(m => m.Name, StringComparer.Ordinal)
            .SelectMany(g => g.Select((m, i) => (i == 0 ? g.Key : FormattableString.Invariant($"{g.Key} #{i + 1}"), m)));
}
