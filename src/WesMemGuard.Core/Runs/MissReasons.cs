using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>What a failed request is called, by its kind: one row a kind.</summary>
internal static class MissReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(MissReasons));

    /// <summary>The kind in two or three words: <c>connection refused</c>.</summary>
    public static Reason Kind(MissKind kind) => kind switch
    {
        MissKind.RateLimited => new(Texts, "miss.rateLimited"),
        MissKind.NotFound => new(Texts, "miss.notFound"),
        MissKind.Refused => new(Texts, "miss.refused"),
        MissKind.TimedOut => new(Texts, "miss.timedOut"),
        MissKind.Unreadable => new(Texts, "miss.unreadable"),
        MissKind.ServerError => new(Texts, "miss.serverError"),
        MissKind.TooLarge => new(Texts, "miss.tooLarge"),
        MissKind.Closed => new(Texts, "miss.closed"),
        MissKind.Denied => new(Texts, "miss.denied"),
        MissKind.Untrusted => new(Texts, "miss.untrusted"),
        MissKind.Unexpected => new(Texts, "miss.unexpected"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    /// <summary>What failed requests were, most frequent first.</summary>
    public static IReadOnlyList<Reason> Counted(IEnumerable<Miss?> misses) =>
        [.. misses.OfType<Miss>().GroupBy(m => m.Kind).OrderByDescending(g => g.Count()).Select(g => Counted(g.Count(), g.Key))];

    /// <summary>So many of a kind: <c>44 x 429 (the node's rate limit)</c>.</summary>
    public static Reason Counted(int count, MissKind kind) => new(Texts, "miss.counted", ("count", count), ("kind", Kind(kind)));
}
