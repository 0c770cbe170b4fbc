using Microsoft.Diagnostics.NETCore.Client;
using WesMemGuard.Client.Foretold;
using WesMemGuard.Proofs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Proofs;

/// <summary>What a measurement leaves for <c>wesmemguard prove</c>, where that asked for it.</summary>
internal sealed class Sightings
{
    private readonly string _folder;
    private readonly RanMethods? _ran;
    private readonly ErrorLogs _logs;

    private Sightings(string folder, RanMethods? ran, ErrorLogs logs) => (_folder, _ran, _logs) = (folder, ran, logs);

    /// <summary>Takes what is needed at the end of a measurement; null when nobody asked.</summary>
    /// <param name="builtIn">Where the findings of the build are looked for.</param>
    public static async Task<Sightings?> TakeAsync(string builtIn)
    {
        if (Environment.GetEnvironmentVariable(ProofFile.FolderVariable) is not { Length: > 0 } folder)
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

        return new Sightings(folder, ran, ErrorLogs.Around(builtIn));
    }

    /// <summary>Leaves what a verdict says.</summary>
    public void Leave(string client, Outcome outcome, IReadOnlyList<GrownField> growing) =>
        new ProofFile(client, outcome, [.. _logs.All.Select(found => Of(found, growing))]).WriteTo(_folder);

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
