namespace WesMemGuard.Scenarios;

/// <summary>
/// How a service is to be reached that doesn't stand open at its usual paths, as a scenario or a command line says it. A credential is
/// named by where it stands (<c>env:NAME</c>, <c>file:PATH</c>), never itself.
/// </summary>
internal sealed record NodeAccess
{
    /// <summary>Where its page stands in place of <c>/metrics</c>; null: there.</summary>
    public string? MetricsPath { get; init; }

    /// <summary>What stands in place of <c>/debug/pprof</c>; null: that.</summary>
    public string? PprofPath { get; init; }

    /// <summary>A file of the authorities whose certificates are trusted (PEM); null: this machine's.</summary>
    public string? Authorities { get; init; }

    /// <summary>Where a bearer token stands; null: none is sent.</summary>
    public string? Bearer { get; init; }

    /// <summary>Where <c>USER:PASSWORD</c> stands for basic authentication; null: none is sent.</summary>
    public string? Basic { get; init; }

    /// <summary>What the page calls its figures: <c>go_goroutines=app_goroutines{kind="all"}</c>, <c>go_*=app_go_*</c>.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];
}
