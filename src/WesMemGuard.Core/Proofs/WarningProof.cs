using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Proofs;

/// <summary>What all measurements together say of a warning of the build.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Path">The source file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="State">What is known.</param>
/// <param name="Clients">The clients that it is known by; empty where none reached it.</param>
internal sealed record WarningProof(string Rule, string Path, int Line, ProofState State, IReadOnlyList<string> Clients)
{
    /// <summary>The field that held what grew; null where nothing did.</summary>
    public string? Field { get; init; }

    /// <summary>The most that a call left there, in bytes.</summary>
    public double BytesPerCall { get; init; }

    /// <summary>
    /// Each warning: proven where a broken measurement named its field; refuted where its code ran and every measurement in that process
    /// held; undecided where one of them is. Proven ones first, then by file and line.
    /// </summary>
    public static IReadOnlyList<WarningProof> Of(IReadOnlyList<ProofFile> measured) =>
    [
        .. measured.SelectMany(file => file.Sightings.Select(seen => (File: file, Seen: seen)))
            .GroupBy(s => (s.Seen.Rule, s.Seen.Path, s.Seen.Line))
            .Select(same => Of(same.Key.Rule, same.Key.Path, same.Key.Line, [.. same]))
            .OrderBy(p => p.State).ThenBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Line),
    ];

    private static WarningProof Of(string rule, string path, int line, List<(ProofFile File, WarningSighting Seen)> seen)
    {
        (rule, path) = (OneLine.Name(rule), OneLine.Of(path));
        var grew = seen.FindAll(s => s is { Seen.Seen: Sighting.Grew, File.Outcome: Outcome.Broken });
        if (grew.Count > 0)
        {
            var most = grew.MaxBy(s => s.Seen.BytesPerCall).Seen;
            return new WarningProof(rule, path, line, ProofState.Proven, Names(grew))
            {
                Field = most.Field is { } field ? OneLine.Of(field) : null,
                BytesPerCall = most.BytesPerCall,
            };
        }

        var ran = seen.FindAll(s => s.Seen.Seen != Sighting.NotReached);
        if (ran.Count == 0)
            return new WarningProof(rule, path, line, ProofState.NotReached, []);
        var open = ran.FindAll(s => s.File.Outcome != Outcome.Held);
        return open.Count == 0
            ? new WarningProof(rule, path, line, ProofState.Refuted, Names(ran))
            : new WarningProof(rule, path, line, ProofState.Undecided, Names(open));
    }

    private static IReadOnlyList<string> Names(List<(ProofFile File, WarningSighting Seen)> seen) =>
        [.. seen.Select(s => s.File.Client).Distinct(StringComparer.Ordinal)];
}

/// <summary>What is known of a warning, the worst first.</summary>
internal enum ProofState
{
    /// <summary>A measurement broke, and what the warning names held what grew.</summary>
    Proven,

    /// <summary>Its code ran in a process whose measurements did not all hold, and none of them names it.</summary>
    Undecided,

    /// <summary>No measured test ran its code.</summary>
    NotReached,

    /// <summary>Its code ran, and everything that was measured in that process held.</summary>
    Refuted,
}
