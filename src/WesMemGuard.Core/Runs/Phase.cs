using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>A part of a run with its declared and achieved load.</summary>
/// <param name="Name">The phase's name.</param>
/// <param name="Kind">What was done: <c>idle</c>, <c>mine-on</c>, <c>transfers</c>, <c>deploys</c>, <c>reads</c>, <c>ws</c>, …</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC.</param>
/// <param name="Rate">Declared load, per second; meaningless where nothing is sent.</param>
/// <param name="Sent">Requests sent.</param>
/// <param name="Ok">Requests that the node accepted.</param>
/// <param name="Limited">Requests answered 429.</param>
/// <param name="Failed">Requests refused, timed out or not accepted.</param>
/// <param name="Error">The first failure, shortened.</param>
/// <param name="Latency">How long answers took, counted from when each request left, and in files without
/// <see cref="Load"/> from when it was due; null where it was not measured.</param>
public sealed record Phase(
    string Name, string Kind, DateTimeOffset StartedAt, DateTimeOffset EndedAt,
    double Rate, long Sent, long Ok, long Limited, long Failed, string? Error = null, Latency? Latency = null)
{
    /// <summary>The phase's name, on one line.</summary>
    public string Name { get; init => field = OneLine.Name(value); } = OneLine.Name(Name);

    /// <summary>The first failure in words, on one line; null when there was none.</summary>
    public string? Error { get; init => field = value is null ? null : OneLine.Of(value); } = Error is null ? null : OneLine.Of(Error);

    /// <summary>What became of its load; null where nothing was sent, and in files older than this.</summary>
    public LoadCounts? Load { get; init; }
}
