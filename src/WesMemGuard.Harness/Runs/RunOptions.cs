using WesMemGuard.Harness.Targets;

namespace WesMemGuard.Harness.Runs;

/// <summary>How scenarios are run.</summary>
/// <param name="Out">The folder that runs are written to, absolute.</param>
/// <param name="Parallel">How many are replayed at a time, from 1.</param>
/// <param name="ReplayTimeout">The wall time that one replay may take.</param>
/// <param name="Accept">Whether <c>expected.txt</c> is written anew from what comes out.</param>
internal sealed record RunOptions(string Out, int Parallel, TimeSpan ReplayTimeout, bool Accept = false)
{
    /// <summary>What live scenarios take beside their files: another node, allowed hosts, the environment.</summary>
    public LiveOptions Live { get; init; } = new();

    /// <summary>The folder that recordings of live runs are written to, one folder each; null: they aren't recorded.</summary>
    public string? Record { get; init; }

    /// <summary>Whether a run that is there under the same id is deleted; else the new one gets a number.</summary>
    public bool Replace { get; init; }

    /// <summary>How messages call the folder of runs; null: its own name.</summary>
    public string? Shown { get; init; }

    /// <summary>How messages call a run's file: <c>runs/20261122-153916-holds-idle/run.jsonl</c>.</summary>
    internal string EvidencePath(string id) =>
        $"{Shown ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Out)))}/{id}/{WesMemGuard.Runs.RunFile.Name}";

    /// <summary>How <c>expected.txt</c> calls it, wherever it is written and whatever was there before.</summary>
    internal static string ExpectedPath(string id) => $"runs/{id}/{WesMemGuard.Runs.RunFile.Name}";
}
