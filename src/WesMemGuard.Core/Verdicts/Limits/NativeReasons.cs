using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>What keeps the level of native memory from being told.</summary>
internal static class NativeReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(NativeReasons));

    public static Reason Untouched(ByteSize untouched) => new(Texts, "native.untouched", ("untouched", untouched));

    public static Reason Moved(DateTimeOffset at) => new(Texts, "native.moved", ("at", at));
}
