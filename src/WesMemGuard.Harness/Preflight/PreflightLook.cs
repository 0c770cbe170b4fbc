using WesMemGuard.Node.Answers;
using WesMemGuard.Node.Services;
using WesMemGuard.Node.Services.Wes;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Preflight;

/// <summary>What a short look at a node saw; a recorded run is one too, with less in it.</summary>
/// <param name="Run">The readings, each source in time order.</param>
internal sealed record PreflightLook(MemoryRun Run)
{
    /// <summary>What kind of service answers; its checks are made.</summary>
    public ServiceProfile Service { get; init; } = WesProfile.Profile;

    /// <summary>Where its figures stand: <c>/metrics</c>.</summary>
    public string PagePath { get => field ?? Service.Page.Path; init; }

    /// <summary>Its heap profile; null: it wasn't asked for.</summary>
    public Reading<ProfileAnswer>? Heap { get; init; }

    /// <summary>
    /// Requests sent at once to see what the rate limit leaves, and how many were answered 429; null when none were sent.
    /// </summary>
    public (int Sent, int Refused)? Burst { get; init; }

    /// <summary>How many of the first test keys' addresses hold a coin, of how many; null when that was not told.</summary>
    public (int Funded, int Asked)? Coins { get; init; }

    /// <summary>The node's clock less this one: the least and the most that it can be; null when it was not told.</summary>
    public (TimeSpan Least, TimeSpan Most)? Clock { get; init; }

    /// <summary>Why the clock was not told; null when it was.</summary>
    public object? WhyNoClock { get; init; }

    /// <summary>The process that listens on the port where it is another one than the service's; null: it is not, or is not seen.</summary>
    public double? Proxy { get; init; }

    /// <summary>The process that listens on the HTTP port; null when it can't be seen.</summary>
    public int? HttpOwner { get; init; }

    /// <summary>The process that listens on the diagnostics port; null when it can't be seen.</summary>
    public int? DiagnosticsOwner { get; init; }

    /// <summary>Whether anybody answered anything, were it a refusal.</summary>
    public bool IsAnswered => Misses.Any(m => m is not { Kind: MissKind.Refused or MissKind.TimedOut });

    /// <summary>Why each request of the look failed; null where it didn't.</summary>
    public IEnumerable<Miss?> Misses =>
        Run.Memory.Select(r => r.Miss).Concat(Run.Metrics.Select(r => r.Miss)).Concat(Run.Chain.Select(r => r.Miss))
            .Concat(Run.Others.Select(o => o.Miss));
}
