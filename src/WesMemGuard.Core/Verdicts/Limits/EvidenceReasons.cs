using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>What there is to say where evidence contradicts evidence.</summary>
internal static class EvidenceReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(EvidenceReasons));

    /// <summary>Two kinds of evidence of one window exclude each other.</summary>
    public static Reason Excluded(Reason one, Reason other, double apart) =>
        new(Texts, "evidence.excluded", ("one", one), ("other", other), ("apart", Size(apart)));

    /// <summary>What one kind of evidence says of the growth an hour.</summary>
    public static Reason Says(string evidence, double low, double high) => new(
        Texts, "evidence.says", ("evidence", evidence), ("low", Size(low)), ("high", Size(high)));

    /// <summary>The collector's goal never moved.</summary>
    public static Reason StoodStill(int collections, double allocated) => new(
        Texts, "evidence.stoodStill", ("collections", collections), ("allocated", Size(allocated)));

    /// <summary>GOGC changes, and the heap doesn't follow it.</summary>
    public static Reason Gogc(double least, double most, double low, double high) => new(
        Texts, "evidence.gogc", ("least", least), ("most", most), ("low", low), ("high", high));

    private static ByteSize Size(double bytes) => new(bytes);
}
