namespace WesMemGuard.Logs.Files;

/// <summary>
/// Files that continue each other: <c>node-system</c> with its rotated ones is a family, its twin <c>node-business</c>
/// another.
/// </summary>
/// <param name="Name">The common part of the names.</param>
internal readonly record struct LogFamily(string Name)
{
    /// <summary>The log that follows and folders begin with.</summary>
    public const string System = "node-system";

    /// <summary>Its twin, which holds nearly every line too (node.md 0.12).</summary>
    public const string Business = "node-business";

    /// <summary>Whether another family holds the same lines.</summary>
    public bool IsTwin => Name is System or Business;
}
