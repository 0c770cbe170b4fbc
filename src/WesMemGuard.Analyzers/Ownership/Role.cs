namespace WesMemGuard.Analyzers.Ownership;

/// <summary>What one mention of a resource means for who must release it.</summary>
internal enum Role
{
    /// <summary>A mere use.</summary>
    None,

    /// <summary>Released here.</summary>
    Release,

    /// <summary>Handed on: somebody else releases it.</summary>
    Escape,
}
