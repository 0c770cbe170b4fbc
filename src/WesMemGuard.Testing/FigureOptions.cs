using WesMemGuard.Budgets;

namespace WesMemGuard.Testing;

/// <summary>What an entry of a budget says beside its figure and its rule.</summary>
internal sealed record FigureOptions
{
    public string? Phase { get; init; }

    public TimeSpan WarmUp { get; init; } = MemoryBudget.DefaultWarmUp;

    public Evidence? Evidence { get; init; }

    public bool ZeroExpected { get; init; }

    public TimeSpan? SaturatesBy { get; init; }

    public bool AnyLoad { get; init; }
}
