using Microsoft.Diagnostics.NETCore.Client;
using WesMemGuard.Client.Foretold;
using WesMemGuard.Client.Proofs;
using WesMemGuard.Proofs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Leaving;

/// <summary>What a measurement leaves for <c>wesmemguard prove</c>, where that asked for it.</summary>
internal sealed class LeftSightings
{
    private readonly string _folder;
    private readonly RanMethods? _ran;
    private readonly ErrorLogs _logs;

    private readonly TimeProvider _time;

    private LeftSightings(string folder, RanMethods? ran, ErrorLogs logs, TimeProvider time) =>
        (_folder, _ran, _logs, _time) = (folder, ran, logs, time);

    /// <summary>Takes what is needed at the end of a measurement; null when nobody asked.</summary>
    /// <param name="builtIn">Where the findings of the build are looked for.</param>
    /// <param name="time">Dates what is left.</param>
    public static async Task<LeftSightings?> TakeAsync(string builtIn, TimeProvider time)
    {
        if (LeftFile.Folder(ProofFile.Variable) is not { } folder)
            return null;
        RanMethods? ran = null;
        try
        {
            ran = await RanMethods.TakeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or FormatException)
        {
            // What ran is unknown: a leak is proven all the same, nothing is refuted.
            ran = null;
        }

        return new LeftSightings(folder, ran, ErrorLogs.Around(builtIn), time);
    }

    /// <summary>Leaves what a verdict says.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Leave(string client, Outcome outcome, IReadOnlyList<GrownField> growing) =>
        LeftFile.Leave(_folder, ProofFile.Ending,
            new ProofFile(client, outcome, [.. _logs.All.Select(found => Of(found, growing))]).Write(), _time.GetUtcNow());

    private WarningSighting Of(FoundWarning found, IReadOnlyList<GrownField> growing)
    {
        var named = growing.Where(t => t.Warning == found.Warning).ToList();
        var seen = named.Count > 0 ? Sighting.Grew
            : _ran?.Reached(found.Path, found.Warning.Line, found.LastLine) == true ? Sighting.Ran : Sighting.NotReached;
        return new WarningSighting(found.Warning.Rule, found.Path, found.Warning.Line, seen,
            named.Select(t => t.Field).FirstOrDefault(), named.Sum(t => t.BytesPerCall));
    }
}

/// <summary>A type that grew, and what foretold it.</summary>
/// <param name="Warning">The warning that names its field; null for none.</param>
/// <param name="Field">The field that holds it; null where none is known.</param>
/// <param name="BytesPerCall">What a call leaves in it.</param>
internal sealed record GrownField(ForetoldWarning? Warning, string? Field, double BytesPerCall);
