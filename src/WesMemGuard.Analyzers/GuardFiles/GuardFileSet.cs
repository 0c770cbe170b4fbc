using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Analyzers.GuardFiles;

/// <summary>
/// All scenario, budget and recording files that the compiler was given, and what can be told from them about those it
/// was not.
/// </summary>
/// <remarks>
/// A file that isn't among them may still exist. It counts as missing only where files of its kind are given and it
/// would have been too: inside the project's folder, or beside another one.
/// </remarks>
internal sealed class GuardFileSet
{
    private readonly Dictionary<string, GuardFile> _byPath;
    private readonly string _project;

    private GuardFileSet(IEnumerable<GuardFile> files, string project)
    {
        _project = project;
        _byPath = new(FilePath.Comparer(project));
        foreach (var file in files)
            _byPath[file.Path] = file;
    }

    public IEnumerable<GuardFile> Files => _byPath.Values;

    /// <summary>Reads the files; null when there is none.</summary>
    public static GuardFileSet? Of(AnalyzerOptions options, CancellationToken ct)
    {
        List<GuardFile>? files = null;
        foreach (var text in options.AdditionalFiles)
            if (GuardFile.IsOne(FilePath.Name(text.Path.Replace('\\', '/'))) && GuardFile.Read(text, ct) is { } file)
                (files ??= []).Add(file);
        if (files is null)
            return null;
        var project = options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.ProjectDir",
            out var folder)
            ? folder : "";
        return new(files, FilePath.Normal(project).TrimEnd('/'));
    }

    public GuardFile? Find(string path) => _byPath.TryGetValue(path, out var file) ? file : null;

    /// <summary>The scenario that a budget is judged in: the one of its folder, if it names no other budget.</summary>
    public Scenario? ScenarioOf(GuardFile budget)
    {
        var folder = FilePath.Folder(budget.Path);
        return Find(folder + "/scenario.json")?.Scenario is { } scenario
            && FilePath.Under(folder, scenario.Budget.Path) == budget.Path ? scenario : null;
    }

    /// <summary>The names of the phases of a scenario's recording; null when they aren't given.</summary>
    public IReadOnlyCollection<string>? PhasesOf(GuardFile scenarioOrBudget, Scenario scenario)
    {
        if (scenario.Recording is not { } recording)
            return null;
        var folder = FilePath.Under(FilePath.Folder(scenarioOrBudget.Path), recording.Path);
        return Find(folder + "/phases.jsonl")?.Phases is { } phases
            ? [.. phases.Phases.Select(phase => phase.Name).Distinct()] : null;
    }

    /// <summary>Whether recordings are given, and this one would have been too.</summary>
    public bool LacksRecording(string folder)
    {
        if (IsRecording(folder))
            return false;
        var parent = FilePath.Folder(folder);
        foreach (var file in Files)
            if (FilePath.Name(file.Path) is "recording.json" or "phases.jsonl"
                && (FilePath.LiesIn(folder, _project) || FilePath.Folder(FilePath.Folder(file.Path)) == parent))
                return true;
        return false;
    }

    /// <summary>Whether budgets are given, and this one would have been too.</summary>
    public bool LacksBudget(string path)
    {
        if (Find(path) is not null || FilePath.Name(path) != "budget.json")
            return false;
        var suite = FilePath.Folder(FilePath.Folder(path));
        foreach (var file in Files)
            if (FilePath.Name(file.Path) == "budget.json"
                && (FilePath.LiesIn(path, _project) || FilePath.Folder(FilePath.Folder(file.Path)) == suite))
                return true;
        return false;
    }

    private bool IsRecording(string folder) =>
        Find(folder + "/recording.json") is not null || Find(folder + "/phases.jsonl") is not null;
}
