using Microsoft.CodeAnalysis;

namespace WesMemGuard.AnalyzerCorpus;

/// <summary>Counts per rule, and lines read.</summary>
internal sealed class Findings
{
    private readonly SortedDictionary<string, (int Strong, int Weak)> _counts = new(StringComparer.Ordinal);

    public long Lines { get; private set; }

    public int Warnings => _counts.Values.Sum(count => count.Strong);

    public void Read(IEnumerable<Diagnostic> diagnostics, long lines)
    {
        Lines += lines;
        foreach (var diagnostic in diagnostics)
            Count(diagnostic.Id, diagnostic.Severity >= DiagnosticSeverity.Warning ? (1, 0) : (0, 1));
    }

    public void Add(Findings other)
    {
        Lines += other.Lines;
        foreach (var (id, count) in other._counts)
            Count(id, count);
    }

    public void Print(string name)
    {
        Console.WriteLine(
            $"{name}: {Lines:N0} lines, {Warnings} warnings, {Warnings * 100_000.0 / Math.Max(1, Lines):F1} per 100,000 lines");
        foreach (var (id, (strong, weak)) in _counts)
            Console.WriteLine($"  {id}  {strong,5} warnings  {weak,5} suggestions");
    }

    private void Count(string id, (int Strong, int Weak) more)
    {
        _counts.TryGetValue(id, out var now);
        _counts[id] = (now.Strong + more.Strong, now.Weak + more.Weak);
    }
}
