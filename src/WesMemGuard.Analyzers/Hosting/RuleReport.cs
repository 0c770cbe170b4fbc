using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WesMemGuard.Analyzers.Hosting;

/// <summary>Where a rule puts its findings; every place is reported once per rule.</summary>
internal sealed class RuleReport(SymbolAnalysisContext context, bool shortLived)
{
    private readonly HashSet<(string Id, Location Place)> _seen = [];

    public CancellationToken Cancellation => context.CancellationToken;

    public void Warn(DiagnosticDescriptor rule, IOperation place, params object[] texts) =>
        At(rule, place.Syntax.GetLocation(), strong: true, texts);

    public void Suggest(DiagnosticDescriptor rule, IOperation place, params object[] texts) =>
        At(rule, place.Syntax.GetLocation(), strong: false, texts);

    /// <summary>Reports with the rule's own severity when the evidence is strong, as a suggestion otherwise.</summary>
    public void At(DiagnosticDescriptor rule, Location place, bool strong, params object[] texts)
    {
        if (!shortLived)
            Put(rule, place, strong, texts);
    }

    /// <summary>Reports with a severity of its own.</summary>
    public void AtSeverity(DiagnosticDescriptor rule, IOperation place, DiagnosticSeverity severity, params object[] texts)
    {
        if (!shortLived && _seen.Add((rule.Id, place.Syntax.GetLocation())))
            context.ReportDiagnostic(Diagnostic.Create(rule, place.Syntax.GetLocation(), severity, null, null, texts));
    }

    /// <summary>Reports in test code too.</summary>
    public void Always(DiagnosticDescriptor rule, Location place, params object[] texts) => Put(rule, place, strong: true, texts);

    private void Put(DiagnosticDescriptor rule, Location place, bool strong, object[] texts)
    {
        if (!_seen.Add((rule.Id, place)))
            return;
        var severity = strong ? rule.DefaultSeverity : DiagnosticSeverity.Info;
        context.ReportDiagnostic(Diagnostic.Create(rule, place, severity, null, null, texts));
    }
}
