using System.Globalization;
using WesMemGuard.Runs;

namespace WesMemGuard.Diagnosis;

/// <summary>
/// The pool's queue as a live run read it off the node's log, kept as an event: the log is gone when the run is judged again.
/// </summary>
internal static class QueueEvent
{
    /// <summary>The event's name.</summary>
    public const string Name = "pool-queue";

    /// <summary>The event of a fact.</summary>
    public static RunEvent Of(QueueFact fact) =>
        new(fact.At, Name, string.Create(CultureInfo.InvariantCulture, $"{fact.Length:0} {fact.Pending:0}"));

    /// <summary>The last one up to a moment; null when there is none.</summary>
    internal static QueueFact? Last(MemoryRun run, DateTimeOffset to)
    {
        foreach (var happened in run.Events.Where(e => e.Name == Name && e.At <= to).Reverse())
        {
            if (happened.Detail?.Split(' ') is [var length, var pending] && Number(length) is { } l && Number(pending) is { } p)
                return new QueueFact(happened.At, p, l);
        }

        return null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
