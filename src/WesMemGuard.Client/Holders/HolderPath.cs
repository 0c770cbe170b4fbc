namespace WesMemGuard.Client.Holders;

/// <summary>What keeps objects of a type alive.</summary>
/// <param name="Text">
/// From the root: <c>static Wallet._quotes (Dictionary&lt;string, Quote&gt;) → [] → Quote</c>; never a value.
/// </param>
/// <param name="Field">
/// The last field on it that the program itself declares and that is of no object that came with the calls; null for
/// none.
/// </param>
internal sealed record HolderPath(string Text, HoldingField? Field)
{
    /// <summary>Whether it waits for its finalizer, and nothing else keeps it.</summary>
    public bool IsToBeFinalized { get; init; }

    /// <summary>Whether a pool of the runtime keeps them, for arrays or for work.</summary>
    public bool IsOfPool { get; init; }

    /// <summary>How many objects it leads over.</summary>
    public int Length { get; init; }
}
