using System.Net.Http.Headers;

namespace WesMemGuard.Node.Access;

/// <summary>How a service is reached that doesn't stand open at its usual paths.</summary>
internal sealed record ServiceAccess
{
    /// <summary>Nothing special: plain, at the usual paths.</summary>
    public static ServiceAccess Usual { get; } = new();

    /// <summary>Where its page stands in place of <c>/metrics</c>; null: there.</summary>
    public string? MetricsPath { get; init; }

    /// <summary>What stands in place of <c>/debug/pprof</c>; null: that.</summary>
    public string? PprofPath { get; init; }

    /// <summary>Sent with every request; null: nothing. Never written anywhere.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>Whose certificates are trusted; null: this machine's own authorities.</summary>
    public TrustedAuthorities? Authorities { get; init; }

    /// <summary>What the page calls its figures; null: as everybody does.</summary>
    public FigureMap? Figures { get; init; }

    /// <summary>What the record shows of itself: no credential.</summary>
    public override string ToString() => nameof(ServiceAccess);
}
