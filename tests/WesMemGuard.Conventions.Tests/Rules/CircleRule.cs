namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// Rooms know each other in one direction: no room is known, over others, by one that it knows itself.
/// </summary>
internal static class CircleRule
{
    /// <summary>
    /// The circles of a graph: its strongly connected parts of more than one node (Tarjan 1972), each sorted.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Circles(IEnumerable<(string From, string To)> arrows)
    {
        var next = arrows.Where(a => a.From != a.To).ToLookup(a => a.From, a => a.To);
        var order = new Dictionary<string, int>();
        var low = new Dictionary<string, int>();
        var path = new Stack<string>();
        var open = new HashSet<string>();
        var circles = new List<IReadOnlyList<string>>();
        foreach (var node in next.Select(n => n.Key).Order(StringComparer.Ordinal))
        {
            if (!order.ContainsKey(node))
                Visit(node);
        }

        return circles;

        void Visit(string node)
        {
            order[node] = low[node] = order.Count;
            path.Push(node);
            open.Add(node);
            foreach (var other in next[node].Distinct())
            {
                if (!order.ContainsKey(other))
                    Visit(other);
                if (open.Contains(other))
                    low[node] = Math.Min(low[node], low[other]);
            }

            if (low[node] == order[node])
                Close(node);
        }

        void Close(string node)
        {
            var part = new List<string>();
            string last;
            do
            {
                last = path.Pop();
                open.Remove(last);
                part.Add(last);
            }
            while (last != node);
            if (part.Count > 1)
                circles.Add([.. part.Order(StringComparer.Ordinal)]);
        }
    }
}
