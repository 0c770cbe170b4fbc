using System.Globalization;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>What there is to say of the ways in which requests of a phase failed.</summary>
internal static class LoadFailures
{
    /// <summary>The most frequent first.</summary>
    public static IReadOnlyList<Reason> Of(Phase phase) =>
        [.. PhaseLoad.Results(phase).Where(r => r.Count > 0 && r.Kind != LoadResultKind.Ok).OrderByDescending(r => r.Count)
            .Select(r => Of(r, phase.Error))];

    private static Reason Of(LoadResult result, string? said) => result.Kind switch
    {
        LoadResultKind.RpcError or LoadResultKind.MethodError =>
            LoadReasons.RpcError(result.Count, result.Code?.ToString(CultureInfo.InvariantCulture), result.Reason),
        LoadResultKind.NotAccepted => LoadReasons.NotAccepted(result.Count, result.Reason),
        LoadResultKind.Status => LoadReasons.Status(result.Count, result.Code ?? 0),
        LoadResultKind.RateLimited => LoadReasons.RateLimited(result.Count),
        LoadResultKind.TimedOut => LoadReasons.TimedOut(result.Count),
        LoadResultKind.Connection => LoadReasons.NoConnection(result.Count),
        LoadResultKind.Unreadable => LoadReasons.Unreadable(result.Count),
        LoadResultKind.NotSent => LoadReasons.NotSent(result.Count, WhyNotSent(result.Reason, said)),
        _ => LoadReasons.Failed(result.Count),
    };

    private static Reason? WhyNotSent(string? reason, string? said) => reason switch
    {
        LoadResult.HeldBack => LoadReasons.HeldBack(),
        LoadResult.TooManyInFlight => LoadReasons.TooManyInFlight(),
        LoadResult.Ended => LoadReasons.PhaseEnded(),
        LoadResult.NoReport => LoadReasons.NoReport(said),
        LoadResult.Elsewhere => LoadReasons.Elsewhere(said),
        _ => null,
    };
}
