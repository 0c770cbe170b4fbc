using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Live.Keys;

/// <summary>What is wrong with the keys of a phase.</summary>
internal static class KeyReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(KeyReasons));

    /// <summary>Where keys are from.</summary>
    public static Reason Source(string name, bool isVariable) =>
        new(Texts, isVariable ? "key.variable" : "key.file", ("name", name));

    public static Reason NoKey(int number, Reason source) => new(Texts, "key.noKey", ("number", number), ("source", source));

    public static Reason TooFew(Reason source, int found, int needed) =>
        new(Texts, "key.tooFew", ("source", source), ("found", found), ("needed", needed));

    public static Reason NotSet(string variable) => new(Texts, "key.notSet", ("variable", variable));
}
