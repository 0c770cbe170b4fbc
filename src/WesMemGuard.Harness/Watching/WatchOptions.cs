using WesMemGuard.Node;
using WesMemGuard.Node.Access;
using WesMemGuard.Node.Services;

namespace WesMemGuard.Harness.Watching;

/// <summary>Which node is watched, and how.</summary>
internal sealed record WatchOptions
{
    /// <summary>Its HTTP port.</summary>
    public required Uri Url { get; init; }

    /// <summary>Its diagnostics port; null: it isn't asked.</summary>
    public Uri? DiagnosticsUrl { get; init; }

    /// <summary>Time between two readings of the memory endpoint; the node renews its sample each 10 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two pages; null: 30 s of a WES node, 5 s of a service whose page is all that is heard.</summary>
    public TimeSpan? MetricsInterval { get; init; }

    /// <summary>Time between two forced collections (<c>gc=1</c>); null: none is forced.</summary>
    public TimeSpan? Gc { get; init; }

    /// <summary>The kind of service that was named; null: it is found out.</summary>
    public string? ProfileName { get; init; }

    /// <summary>How the service is reached beyond its address.</summary>
    public ServiceAccess Access { get; init; } = ServiceAccess.Usual;

    /// <summary>What kind of service it is; null: a WES node, unless <see cref="NodeWatch.FitAsync"/> found out.</summary>
    public ServiceProfile? Service { get; init; }

    /// <summary>How long it is watched; null: until it is stopped.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>The names of the phases in order; those after them are called <c>mark1</c>, <c>mark2</c>…</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    /// <summary>How long one answer may take; 10 s unless told.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Looks at the process; null: <c>/proc</c> when the node is on this machine.</summary>
    public IProcessSource? Process { get; init; }
}
