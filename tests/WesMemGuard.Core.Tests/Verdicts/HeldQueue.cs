using WesMemGuard.Input;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>Sees a queue that holds memory, whatever it is asked.</summary>
internal sealed class HeldQueue : ISymptomFinder
{
    public const string Said = "the queue was seen";

    IReadOnlyList<SeenHolder> ISymptomFinder.OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to,
        double? bytes) =>
        [new SeenHolder("mempool.txpool", 40 * ByteSize.MiB, InputReasons.Verbatim(Said))];
}
