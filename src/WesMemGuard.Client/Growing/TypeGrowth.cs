namespace WesMemGuard.Client.Growing;

/// <summary>A type of which each call leaves something.</summary>
/// <param name="Type">The runtime's handle of it.</param>
/// <param name="CountPerCall">Objects a call leaves; about 0 where only their size grows, as of a list's array.</param>
/// <param name="BytesPerCall">Bytes a call leaves in objects of this type.</param>
internal sealed record TypeGrowth(ulong Type, double CountPerCall, double BytesPerCall)
{
    /// <summary>Fewer than one in so many calls are a few by chance beside objects that grow in size.</summary>
    private const double CallsPerObject = 1000;

    /// <summary>Whether it is one object that grows, not their number.</summary>
    public bool IsOfSize => CountPerCall < 1 / CallsPerObject;
}
