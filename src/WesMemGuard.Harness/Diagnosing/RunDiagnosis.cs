using WesMemGuard.Diagnosis;
using WesMemGuard.Diagnosis.Recognisers;
using WesMemGuard.Harness.Facts;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Logs;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Diagnosing;

/// <summary>Diagnoses what a path holds: a recording or stored run with its profiles and its log, or a log alone.</summary>
/// <param name="Source">What was read.</param>
/// <param name="Case">What was known.</param>
/// <param name="Found">What was recognised.</param>
internal sealed record RunDiagnosis(RunSource Source, DiagnosisCase Case, NodeDiagnosis Found)
{
    /// <summary>Where its log lies; null without one.</summary>
    public string? LogPath { get; init; }

    /// <summary>Reads and diagnoses a recording, a stored run, a log or a series.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="replayTimeout">The wall time that a replay may take.</param>
    /// <param name="ct">Ends a replay.</param>
    /// <exception cref="BadInputException">It is not there.</exception>
    /// <exception cref="UnreadableRunException">It is none of these.</exception>
    public static async Task<RunDiagnosis> OfAsync(string path, string shown, TimeSpan replayTimeout, CancellationToken ct)
    {
        var source = await RunSource.OpenAsync(path, shown, replayTimeout, ct).ConfigureAwait(false);
        var logs = source.Log is null ? LogsOf(path) : path;
        if (source.Log is null && logs is not null)
            source = source with { Log = await NodeLog.ReadAsync([logs], cancel: ct).ConfigureAwait(false) };
        return Of(source) with { LogPath = logs };
    }

    /// <summary>Diagnoses what was read.</summary>
    /// <param name="source">What was read.</param>
    /// <param name="warmUp">What is cut from the start; null: five minutes after the process began.</param>
    public static RunDiagnosis Of(RunSource source, TimeSpan? warmUp = null)
    {
        var known = new DiagnosisCase(source.Run)
        {
            Suspects = source.Run.Profiles.Count > 0 ? new ProfileSuspects() : null,
            Log = source.Log is null ? null : LogFactsOf.Reading(source.Log),
            LogLevel = source.Configuration?.LogLevel,
            WarmUp = warmUp,
        };
        return new RunDiagnosis(source, known, Recogniser.Diagnose(known));
    }

    /// <summary>The folder of logs within a recording's or run's folder; null when there is none.</summary>
    private static string? LogsOf(string path)
    {
        var logs = Path.Combine(path, "logs");
        return Directory.Exists(logs) && NodeLog.IsAt(logs) ? logs : null;
    }
}
