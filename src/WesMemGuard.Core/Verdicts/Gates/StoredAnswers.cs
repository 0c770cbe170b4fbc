using WesMemGuard.Statistics;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>
/// Answers that come from a store, as a proxy keeps one, or a replay that is looked at more often than was recorded:
/// there are several, and at least half of them are given more than once. A source that stands still is another thing:
/// its answers changed before.
/// </summary>
internal static class StoredAnswers
{
    private const int FewestAnswers = 5;

    /// <summary>The usual time between two answers that differ; null where the source is no store.</summary>
    public static double? SecondsBetween(IReadOnlyList<Slot> slots)
    {
        List<(DateTimeOffset At, object Identity, int Times)> answers = [];
        foreach (var slot in slots)
        {
            if (slot.Value is null || slot.Identity is not { } identity)
                continue;
            if (answers.Count > 0 && answers[^1] is var last && last.Identity.Equals(identity))
                answers[^1] = last with { Times = last.Times + 1 };
            else
                answers.Add((slot.At, identity, 1));
        }

        if (answers.Count < FewestAnswers || 2 * answers.Count(a => a.Times > 1) < answers.Count)
            return null;
        return Median.Of([.. answers.Zip(answers.Skip(1), (a, b) => (b.At - a.At).TotalSeconds)]);
    }
}
