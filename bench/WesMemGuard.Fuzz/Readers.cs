using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Reading;
using WesMemGuard.Recording;
using WesMemGuard.Recordings;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Fuzz;

/// <summary>The readers of what comes from outside: each takes any bytes, and reads them or says that they are bad input.</summary>
internal static class Readers
{
    public static IReadOnlyList<(string Name, Action<byte[]> Read)> All { get; } =
    [
        ("budget", bytes => BudgetFile.Read(bytes, "budget.json")),
        ("exchanges", bytes => InFolder("exchanges.jsonl", bytes, folder => RecordingFolder.Open(folder))),
        ("log", bytes => InFolder("node-system.log", bytes,
            folder => LogRun.ReadAsync([Path.Combine(folder, "node-system.log")], default).GetAwaiter().GetResult())),
        ("phases", bytes => RecordedPhases.Read(bytes, "phases.jsonl")),
        ("profile", bytes => ProfileReader.Read(new MemoryStream(bytes))),
        ("recording", bytes => RecordingDescription.Read(bytes, "recording.json")),
        ("run", bytes => GC.KeepAlive(RunFile.Read(new MemoryStream(bytes), "run.jsonl", _ => null))),
        ("scenario", bytes => ScenarioFile.Read(bytes, "scenario.json")),
        ("series", bytes => FoundFile.Read(new MemoryStream(bytes), "series.csv", new Dictionary<string, string>())),
    ];

    /// <summary>Whether an error says that the input is bad.</summary>
    public static bool IsRefusal(Exception error) => BadInputs.Are(error) || error is ProfileException;

    private static void InFolder(string name, byte[] bytes, Action<string> read)
    {
        var folder = Directory.CreateTempSubdirectory("wesmemguard-fuzzed-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
            read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
