namespace WesMemGuard.Comparison;

/// <summary>What one round says of a figure's difference, head less base.</summary>
/// <param name="Value">The difference.</param>
/// <param name="Low">The lower end of its interval, at the error that was asked for; minus infinity when
/// unknown.</param>
/// <param name="High">The upper end; infinity when unknown.</param>
/// <param name="Pairs">Pairs that it rests on.</param>
internal readonly record struct RoundEstimate(double Value, double Low, double High, int Pairs)
{
    /// <summary>The base's own figure.</summary>
    public double Base { get; init; }

    /// <summary>The head's own figure.</summary>
    public double Head { get; init; }

    /// <summary>The base's level: what a share is of.</summary>
    public double Level { get; init; }

    /// <summary>The hours that it was judged over, or the units of work.</summary>
    public double Span { get; init; }

    /// <summary>The hours that it was judged over.</summary>
    public double Hours { get; init; }

    /// <summary>Whether what grew more has surely stopped to.</summary>
    public bool HasStopped { get; init; }
}
