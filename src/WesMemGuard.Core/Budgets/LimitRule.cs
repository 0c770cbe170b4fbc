namespace WesMemGuard.Budgets;

/// <summary>
/// What a limit demands. Values are bytes or counts, by the limit's metric; a value equal to the limit keeps it.
/// </summary>
public abstract record LimitRule
{
    private protected LimitRule()
    {
    }

    /// <summary>The rule's name in files, like <c>growthPerHour</c>.</summary>
    public string Name => this switch
    {
        Peak => "peak",
        Growth => "growth",
        GrowthPerHour => "growthPerHour",
        ReturnsTo => "returnsTo",
        _ => "growthPer",
    };

    /// <summary>The number that the measured value is held against: bytes or a count.</summary>
    public double Bound => this switch
    {
        Peak peak => peak.Max,
        Growth growth => growth.Max,
        GrowthPerHour slope => slope.Max,
        ReturnsTo returns => returns.Tolerance,
        GrowthPer per => per.Max,
        _ => throw new InvalidOperationException($"no bound is known of {GetType().Name}"),
    };
}

/// <summary>The largest sample is at most this.</summary>
/// <param name="Max">Bytes or a count, from 0.</param>
public sealed record Peak(double Max) : LimitRule;

/// <summary>The level of one phase is above the level of another by at most this.</summary>
/// <param name="From">The earlier phase.</param>
/// <param name="To">The later phase.</param>
/// <param name="Max">Bytes or a count, from 0.</param>
public sealed record Growth(string From, string To, double Max) : LimitRule;

/// <summary>The slope is at most this.</summary>
/// <param name="Max">Bytes or a count an hour, from 0.</param>
public sealed record GrowthPerHour(double Max) : LimitRule;

/// <summary>The level comes back to what it was before.</summary>
/// <param name="From">The phase before.</param>
/// <param name="After">The phase in which it must be back.</param>
/// <param name="Tolerance">By how much the later level may be above the earlier: bytes or a count, from 0.</param>
public sealed record ReturnsTo(string From, string After, double Tolerance) : LimitRule;

/// <summary>A unit of work leaves at most this behind.</summary>
/// <param name="Unit">The unit; <see cref="WorkUnit.Cycle"/> comes with a phase that ends in *.</param>
/// <param name="Max">Bytes or a count a unit, from 0.</param>
public sealed record GrowthPer(WorkUnit Unit, double Max) : LimitRule;
