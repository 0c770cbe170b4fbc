using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Recordings;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Analyzers.GuardFiles;

/// <summary>
/// A scenario, budget, recording or phases file among the additional files, with what its own reader makes of it.
/// </summary>
internal sealed class GuardFile
{
    private GuardFile(AdditionalText text, string path, SourceText source)
    {
        Text = text;
        Path = path;
        Source = source;
    }

    public AdditionalText Text { get; }

    /// <summary>Its path with <c>/</c>.</summary>
    public string Path { get; }

    public SourceText Source { get; }

    public Scenario? Scenario { get; private set; }

    public MemoryBudget? Budget { get; private set; }

    public RecordedPhases? Phases { get; private set; }

    /// <summary>What the command line would say of it.</summary>
    public IReadOnlyList<FileProblem> Problems { get; private set; } = [];

    public static bool IsOne(string name) =>
        name is "scenario.json" or "budget.json" or "recording.json" or "phases.jsonl";

    /// <summary>Reads the file as what its name says; null when the compiler can't read it as text.</summary>
    public static GuardFile? Read(AdditionalText text, CancellationToken ct)
    {
        var path = FilePath.Normal(text.Path);
        var name = FilePath.Name(path);
        if (!IsOne(name) || text.GetText(ct) is not { } source)
            return null;
        var file = new GuardFile(text, path, source);
        file.Read(name, Bytes(source));
        return file;
    }

    private void Read(string name, byte[] bytes)
    {
        IReadOnlyList<FileProblem> problems = [];
        if (name == "scenario.json")
            Scenario = ScenarioFile.Read(bytes, name, out problems);
        else if (name == "budget.json")
            Budget = BudgetFile.Read(bytes, name, out problems);
        else if (name == "phases.jsonl")
            Phases = RecordedPhases.Read(bytes, name, out problems);
        else
            _ = RecordingDescription.Read(bytes, name, out problems);
        Problems = problems;
    }

    /// <summary>
    /// The bytes that the compiler decoded: encoded as it read them, a wrong encoding is told as the command line tells
    /// it.
    /// </summary>
    private static byte[] Bytes(SourceText source)
    {
        var encoding = source.Encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var text = encoding.GetBytes(source.ToString());
        var mark = encoding is UTF8Encoding ? [] : encoding.GetPreamble();
        return mark.Length == 0 ? text : [.. mark, .. text];
    }
}
