namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>Circles of a graph of names.</summary>
internal static class Graphs
{
    /// <summary>A shortest circle through each name that lies on one; circles of the same names are told once.</summary>
    /// <param name="known">For each name the names that it knows, with what shows it.</param>
    public static IEnumerable<IReadOnlyList<string>> Circles(Dictionary<string, SortedDictionary<string, string>> known)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in known.Keys.Order(StringComparer.Ordinal))
            if (Shortest(known, start) is { } circle && told.Add(string.Join(' ', circle.Order(StringComparer.Ordinal).Distinct())))
                yield return [.. circle.Select((name, at) => at == circle.Count - 1 ? name : $"{name} ({known[name][circle[at + 1]]})")];
    }

    private static List<string>? Shortest(Dictionary<string, SortedDictionary<string, string>> known, string start)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var name))
            foreach (var next in known.GetValueOrDefault(name)?.Keys ?? Enumerable.Empty<string>())
                if (next == start)
                    return Path(before, start, name);
                else if (before.TryAdd(next, name))
                    open.Enqueue(next);
        return null;
    }

    private static List<string> Path(Dictionary<string, string> before, string start, string last)
    {
        var path = new List<string> { start };
        for (var name = last; name != start; name = before[name])
            path.Insert(0, name);
        path.Insert(0, start);
        return path;
    }
}
