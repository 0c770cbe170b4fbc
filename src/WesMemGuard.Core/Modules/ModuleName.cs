using WesMemGuard.Reasons;

namespace WesMemGuard.Modules;

/// <summary>A module's name as a user wrote it, resolved.</summary>
/// <param name="Name">The name in the node's answers: an alias is resolved; an unknown name stays.</param>
/// <param name="Known">The module when it is in the table of reporting modules; else null.</param>
internal sealed record ModuleName(string Name, NodeModule? Known)
{
    /// <summary>An alias or a module without a report: what to say about it; else null.</summary>
    public Reason? Notice { get; init; }

    /// <summary>Whether the node implements its report but never registers it.</summary>
    public bool NeverRegistered { get; init; }

    /// <summary>Whether it is in no table.</summary>
    public bool Unknown { get; init; }

    /// <summary>For an unknown name, the nearest known one, or null.</summary>
    public string? Nearest { get; init; }
}
