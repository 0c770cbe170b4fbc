namespace WesMemGuard.Node.Services;

/// <summary>
/// What is known of a kind of service: what it is asked, and how often. The judge knows none of them; a third is one
/// more folder beside this.
/// </summary>
/// <param name="Name">Its name in scenarios and options: <c>wes</c>, <c>go</c>.</param>
/// <param name="Page">The request that tells the runtime's figures.</param>
/// <param name="Polled">What else is asked regularly.</param>
internal sealed record ServiceProfile(string Name, NodeRequest Page, IReadOnlyList<PolledRequest> Polled)
{
    /// <summary>Tells whether the same one answers, asked at the start and after it was away; null: nothing but the page does.</summary>
    public NodeRequest? Identity { get; init; }

    /// <summary>Asked before each page, for what the page lacks; null: nothing.</summary>
    public NodeRequest? BeforePage { get; init; }

    /// <summary>Asked on a diagnostics port that was named; null: nothing.</summary>
    public NodeRequest? Diagnostics { get; init; }

    /// <summary>Whether pprof is served where the page is, unless another address is named.</summary>
    public bool HasPprofBeside { get; init; }

    /// <summary>Time between two pages where nobody says it.</summary>
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>One request of a poll.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="Every">How often; null: at the scenario's <c>interval</c>.</param>
internal sealed record PolledRequest(NodeRequest Request, TimeSpan? Every);
