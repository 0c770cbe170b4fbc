using WesMemGuard.Client.Events;

namespace WesMemGuard.Client.Heaps;

/// <summary>Events that carry many of one kind at once.</summary>
internal static class Bulk
{
    /// <summary>All values of an event that begins with its number, their count and the runtime's number.</summary>
    /// <param name="reader">The event.</param>
    /// <param name="bytes">Bytes of one value.</param>
    /// <exception cref="FormatException">It carries fewer than it says.</exception>
    public static ReadOnlySpan<byte> Values(ref PayloadReader reader, int bytes)
    {
        _ = reader.Int(); // which event it is of so many
        var count = reader.Int();
        _ = reader.Short(); // the runtime's number
        return reader.Take((int)Math.Clamp((long)count * bytes, -1, int.MaxValue));
    }
}
