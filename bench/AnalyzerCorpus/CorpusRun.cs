using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.AnalyzerCorpus;

/// <summary>One folder's findings and times: bind alone, with an idle analyzer, with the rules, with the peer.</summary>
internal sealed class CorpusRun
{
    private readonly CorpusCode _code;
    private readonly ImmutableArray<Diagnostic> _diagnostics;
    private TimeSpan _bind;
    private TimeSpan _floor;
    private TimeSpan _ours;
    private TimeSpan? _peer;

    private CorpusRun(CorpusCode code, ImmutableArray<Diagnostic> diagnostics)
    {
        _code = code;
        _diagnostics = diagnostics;
    }

    public Findings Findings { get; } = new();

    public static async Task<CorpusRun> MeasureAsync(CorpusCode code, CorpusOptions options)
    {
        if (options.Untimed)
            return await FindAsync(code);

        _ = await TimeAsync(code, new LeakAnalyzer());
        var bind = TimeOf(() => code.Compilation.Clone().GetDiagnostics());
        var floor = await TimeAsync(code, new IdleAnalyzer());
        var ours = await TimeAsync(code, new LeakAnalyzer());
        for (var again = 1; again < options.Rounds; again++)
        {
            bind = Least(bind, TimeOf(() => code.Compilation.Clone().GetDiagnostics()));
            floor = floor with { Elapsed = Least(floor.Elapsed, (await TimeAsync(code, new IdleAnalyzer())).Elapsed) };
            ours = ours with { Elapsed = Least(ours.Elapsed, (await TimeAsync(code, new LeakAnalyzer())).Elapsed) };
        }

        var run = new CorpusRun(code, ours.Found) { _bind = bind, _floor = floor.Elapsed, _ours = ours.Elapsed };
        if (options.Peer)
            run._peer = await PeerAsync(code, options.Rounds);
        run.ReadFindings();
        return run;
    }

    /// <summary>What the rules find, in one pass whose time says nothing.</summary>
    private static async Task<CorpusRun> FindAsync(CorpusCode code)
    {
        var run = new CorpusRun(code, (await TimeAsync(code, new LeakAnalyzer())).Found);
        run.ReadFindings();
        return run;
    }

    private void ReadFindings() =>
        Findings.Read(_diagnostics.Where(finding => finding.Id.StartsWith("WMG", StringComparison.Ordinal)), _code.Lines);

    /// <summary>One pass alone, so that its instructions can be counted from outside.</summary>
    public static async Task PassAsync(CorpusCode code, string pass)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = pass switch
        {
            "read" or "bind" => [],
            "idle" => [new IdleAnalyzer()],
            "rules" => [new LeakAnalyzer()],
            "peer" => [.. Peer.Load()],
            _ => throw new ArgumentException($"unknown pass \"{pass}\"; there are: read, bind, idle, rules, peer"),
        };
        if (pass == "bind")
            code.Compilation.GetDiagnostics();
        else if (analyzers.Length > 0)
            await TimeAsync(code, analyzers);
    }

    private static async Task<TimeSpan> PeerAsync(CorpusCode code, int rounds)
    {
        ImmutableArray<DiagnosticAnalyzer> peer = [.. Peer.Load()];
        var least = (await TimeAsync(code, peer)).Elapsed;
        for (var again = 0; again < rounds; again++)
            least = Least(least, (await TimeAsync(code, peer)).Elapsed);
        return least;
    }

    public void Print(CorpusOptions options)
    {
        Findings.Print(_code.Name);
        if (!options.Untimed)
            Console.WriteLine(
                $"  processor time: bind {_bind.TotalSeconds:F1} s, with idle analyzer {_floor.TotalSeconds:F1} s, with "
                    + $"rules {_ours.TotalSeconds:F1} s ({(_ours - _floor) / _bind:P0} of bind)"
                    + (_peer is { } peer ? $", IDisposableAnalyzers {peer.TotalSeconds:F1} s" : ""));
        foreach (var finding in _diagnostics.OrderBy(finding => finding.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal))
            if (IsShown(finding, options))
                Console.WriteLine("  " + Line(finding));
    }

    private static bool IsShown(Diagnostic finding, CorpusOptions options) =>
        finding.Id == "AD0001"
        || (options.List && (options.Suggestions || finding.Severity >= DiagnosticSeverity.Warning)
            && (options.Only is null || options.Only == finding.Id));

    private static string Line(Diagnostic finding)
    {
        var place = finding.Location.GetLineSpan();
        return $"{finding.Id} {(finding.Severity >= DiagnosticSeverity.Warning ? "W" : "s")} "
            + $"{place.Path}:{place.StartLinePosition.Line + 1} {finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>Processor time, not wall time: other work on the machine must not count.</summary>
    private static TimeSpan Spent() => Process.GetCurrentProcess().TotalProcessorTime;

    private static TimeSpan TimeOf(Action run)
    {
        GC.Collect();
        var start = Spent();
        run();
        return Spent() - start;
    }

    private static async Task<(TimeSpan Elapsed, ImmutableArray<Diagnostic> Found)> TimeAsync(CorpusCode code,
        params ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        GC.Collect();
        var start = Spent();
        var found = await code.Compilation.Clone().WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync();
        return (Spent() - start, found);
    }
}
