using WesMemGuard.Budgets;

namespace WesMemGuard.Harness.Periods;

/// <summary>What a watch of one node and one of many have in common.</summary>
/// <param name="Budget">What each period must keep.</param>
/// <param name="BudgetPath">How messages call the budget.</param>
/// <param name="Every">How long a period is: it is judged at its end.</param>
/// <param name="Out">The folder that takes a folder a day, absolute.</param>
internal record WatchPlan(MemoryBudget Budget, string BudgetPath, TimeSpan Every, string Out)
{
    /// <summary>How many days of periods are kept, today's included; null: all.</summary>
    public int? KeepDays { get; init; }

    /// <summary>How many bytes of periods are kept, the last one whatever it takes; null: any.</summary>
    public long? KeepBytes { get; init; }

    /// <summary>How many periods; null: until it is ended.</summary>
    public int? Periods { get; init; }

    /// <summary>Deletes what is too old or too much.</summary>
    public void Forget(DateTimeOffset now)
    {
        if (KeepDays is { } days)
            DayFolders.Forget(Out, days, now);
        if (KeepBytes is { } bytes)
            DayFolders.Shrink(Out, bytes);
    }
}
