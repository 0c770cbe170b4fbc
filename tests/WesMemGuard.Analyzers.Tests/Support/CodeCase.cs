using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.Tests.Support;

/// <summary>
/// One file of Cases: its code marks at the ends of lines what must be found there; a clean one marks nothing.
/// </summary>
internal sealed record CodeCase(string Name, string Code)
{
    private const string Leak = "// leak: ";

    public static IReadOnlyList<CodeCase> Leaks { get; } = Read("Leaks");

    public static IReadOnlyList<CodeCase> Clean { get; } = Read("Clean");

    /// <summary>Leaks that are told from clean code by names too: no measure of what names decide.</summary>
    public static IReadOnlyList<CodeCase> Near { get; } = Read("Near");

    /// <summary>Line and rule of every warning that must come.</summary>
    public IReadOnlyList<string> Warnings { get; } = Marked(Code);

    public static IReadOnlyList<string> Places(IEnumerable<Diagnostic> found) =>
        [.. found.Select(finding => $"{finding.Location.GetLineSpan().StartLinePosition.Line + 1}: {finding.Id}").Distinct()];

    public override string ToString() => Name;

    private static List<string> Marked(string code)
    {
        var found = new List<string>();
        var lines = code.Split('\n');
        for (var line = 0; line < lines.Length; line++)
            if (lines[line].IndexOf(Leak, StringComparison.Ordinal) is var at and >= 0)
                foreach (var id in lines[line][(at + Leak.Length)..].Split(','))
                    found.Add($"{line + 1}: {id.Trim()}");
        return found;
    }

    private static List<CodeCase> Read(string folder) =>
        [.. Directory.GetFiles(Path.Combine(TestContext.CurrentContext.TestDirectory, "Cases", folder), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(path => new CodeCase(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path).ReplaceLineEndings("\n")))];
}
