namespace WesMemGuard.Node.Answers;

/// <summary>
/// A node says the names of its modules and layers with each sample, for days: one string of each is kept, not one a sample. Of two
/// names that fall into one slot the later stays.
/// </summary>
internal static class SeenNames
{
    private static readonly string?[] Slots = new string?[256];

    /// <summary>The same text, as it was seen before where that is still known.</summary>
    public static string Of(string name)
    {
        ref var slot = ref Slots[(uint)name.GetHashCode(StringComparison.Ordinal) % (uint)Slots.Length];
        if (Volatile.Read(ref slot) is { } seen && seen == name)
            return seen;
        Volatile.Write(ref slot, name);
        return name;
    }
}
