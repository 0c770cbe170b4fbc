using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness;

/// <summary>What was probably meant by a path that leads to nothing, or to the wrong kind of thing.</summary>
internal static class NearPaths
{
    private const string RecordingFileName = "recording.json", ScenarioFileName = "scenario.json";
    private const int MostNames = 1000;

    /// <summary>Why a path that isn't there isn't, with the name beside it that was probably meant.</summary>
    public static Reason Missing(string full)
    {
        var folder = Path.GetDirectoryName(full);
        if (folder is null || !Directory.Exists(folder))
            return InputReasons.NotThere();
        var names = Directory.EnumerateFileSystemEntries(folder).Take(MostNames).Select(p => Path.GetFileName(p))
            .Order(StringComparer.Ordinal);
        return NearestName.Of(Path.GetFileName(full), names) is { } near
            ? InputReasons.NotThereNear(near) : InputReasons.NotThere();
    }

    /// <summary>
    /// What a folder is that should be a scenario or a suite and is neither; null when that isn't known.
    /// </summary>
    /// <param name="full">The folder.</param>
    /// <param name="shown">What messages call it.</param>
    public static Reason? NoScenario(string full, string shown)
    {
        if (File.Exists(Path.Combine(full, RecordingFileName)))
            return InputReasons.IsRecording($"wesmemguard judge {shown} --budget FILE");
        return SpeltOtherwise(full) is { } other ? InputReasons.SpeltOtherwise(other, ScenarioFileName) : null;
    }

    /// <summary>What a folder is that should be a recording or run and is a scenario; null when it is none.</summary>
    /// <param name="full">The folder.</param>
    /// <param name="shown">What messages call it.</param>
    public static Reason? Scenario(string full, string shown) => File.Exists(Path.Combine(full, ScenarioFileName))
        ? InputReasons.IsScenario($"wesmemguard run {shown}") : null;

    private static string? SpeltOtherwise(string full) => Directory.EnumerateFiles(full).Take(MostNames).Select(p => Path.GetFileName(p))
        .FirstOrDefault(name => string.Equals(name, ScenarioFileName, StringComparison.OrdinalIgnoreCase));
}
