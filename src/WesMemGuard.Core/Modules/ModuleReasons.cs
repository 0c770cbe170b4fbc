using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Modules;

/// <summary>What a reader must know of a module's name and of its bytes.</summary>
internal static class ModuleReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ModuleReasons));

    public static Reason Alias(string written, string actual) =>
        new(Texts, "module.alias", ("written", written), ("actual", actual));

    public static Reason NeverRegistered(string module) => new(Texts, "module.neverRegistered", ("module", module));

    /// <summary>What a module's bytes are, where they aren't bytes of memory.</summary>
    public static Reason Bytes(string module, BytesMeaning meaning) =>
        new(Texts, "module.bytes", ("module", module), ("meaning", Meaning(meaning)));

    private static Reason Meaning(BytesMeaning meaning) => meaning switch
    {
        BytesMeaning.SampledText => new(Texts, "module.sampledText"),
        BytesMeaning.Formula => new(Texts, "module.formula"),
        BytesMeaning.EncodedSize => new(Texts, "module.encodedSize"),
        _ => throw new ArgumentOutOfRangeException(nameof(meaning), meaning, "no such meaning"),
    };
}
