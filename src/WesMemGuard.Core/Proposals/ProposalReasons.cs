using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Proposals;

/// <summary>Why a limit is proposed as it is.</summary>
internal static class ProposalReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ProposalReasons));

    public static Reason OneRun(string measured, string needed, string room) =>
        new(Texts, "proposal.oneRun", ("measured", measured), ("needed", needed), ("room", room));

    public static Reason Runs(int runs, string lowest, string highest, string needed,
        string room) => new(Texts, "proposal.runs",
        ("runs", runs), ("lowest", lowest), ("highest", highest), ("needed", needed), ("room", room));

    public static Reason Added() => new(Texts, "proposal.added");

    public static Reason Fits(string room) => new(Texts, "proposal.fits", ("room", room));

    public static Reason Unheard() => new(Texts, "proposal.unheard");

    public static Reason Loosened(string was, string needed) =>
        new(Texts, "proposal.loosened", ("was", was), ("needed", needed));

    public static Reason Tightened(string was, string unused) =>
        new(Texts, "proposal.tightened", ("was", was), ("unused", unused));

    public static Reason RunsGrow(int growing, int runs, string atLeast) =>
        new(Texts, "proposal.runsGrow", ("growing", growing), ("runs", runs), ("atLeast", atLeast));

    public static Reason Catches(string leak, TimeSpan within) =>
        new(Texts, "proposal.catches", ("leak", leak), ("within", within));

    public static Reason CatchesNot(string leak, TimeSpan length) =>
        new(Texts, "proposal.catchesNot", ("leak", leak), ("length", length));

    public static Reason PeakCatches(string leak, TimeSpan after) =>
        new(Texts, "proposal.peakCatches", ("leak", leak), ("after", after));

    public static Reason NoSuchPhase() => new(Texts, "proposal.noSuchPhase");

    public static Reason NoSuchModule(string module) => new(Texts, "proposal.noSuchModule", ("module", module));

    public static Reason OfLoad() => new(Texts, "proposal.ofLoad");

    public static Reason AlwaysZero() => new(Texts, "proposal.alwaysZero");

    public static Reason NoRunSpeaks() => new(Texts, "proposal.noRunSpeaks");

    public static Reason Head(IReadOnlyList<string> runs) =>
        new(Texts, "proposal.head", ("count", runs.Count), ("runs", ReasonValue.Of(runs)));

    public static Reason Error() => new(Texts, "proposal.error");
}
