using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Diagnosis;

/// <summary>What is seen of who holds memory beside profiles.</summary>
internal static class SeenReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SeenReasons));

    public static Reason Queue(double length, double pending, ByteSize bytes) => new(
        Texts, "seen.queue", ("length", length), ("pending", pending), ("bytes", bytes));

    public static Reason Addresses(long addresses, double each, ByteSize bytes) => new(
        Texts, "seen.addresses", ("addresses", addresses), ("each", each), ("bytes", bytes));

    public static Reason Transfers(long transfers, double each, ByteSize bytes) => new(
        Texts, "seen.transfers", ("transfers", transfers), ("each", each / 1024), ("bytes", bytes));
}
