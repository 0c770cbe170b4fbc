using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.HeapDumps;

/// <summary>What is wrong with a heap dump.</summary>
internal static class HeapDumpReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(HeapDumpReasons));

    /// <summary>Another file.</summary>
    public static Reason NoDump() => new(Texts, "dump.none");

    /// <summary>It ends or goes wrong at a byte.</summary>
    public static Reason CutOff(long at) => new(Texts, "dump.cutOff", ("at", at));
}
