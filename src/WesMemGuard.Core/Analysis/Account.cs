namespace WesMemGuard.Analysis;

/// <summary>Parts that add up to a figure.</summary>
/// <param name="Name">The figure: <c>heapAlloc</c>, <c>taken</c>, <c>rss</c>.</param>
/// <param name="At">When it was read, UTC.</param>
/// <param name="Total">The figure, bytes.</param>
/// <param name="Parts">Its parts, bytes; what is taken away is negative. Their sum is the figure.</param>
internal sealed record Account(string Name, DateTimeOffset At, double Total, IReadOnlyList<AccountPart> Parts);

/// <summary>One part of an account.</summary>
/// <param name="Name">Its name, as <c>garbage</c>.</param>
/// <param name="Bytes">Its bytes; negative when it is taken away.</param>
internal readonly record struct AccountPart(string Name, double Bytes)
{
    /// <summary>
    /// How far it may be off, bytes, because what it is made of was read at different moments; null: it is one reading, or isn't known.
    /// </summary>
    public double? Error { get; init; }
}
