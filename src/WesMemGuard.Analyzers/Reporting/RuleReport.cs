using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Analyzers.Lifetimes;

namespace WesMemGuard.Analyzers.Reporting;

/// <summary>Where a rule puts its findings; every place is reported once per rule.</summary>
internal sealed class RuleReport(SymbolAnalysisContext context, INamedTypeSymbol type)
{
    private bool? _shortLived;
    private readonly HashSet<(string Id, Location Place)> _seen = [];

    /// <summary>Asked only when there is something to report: looking for test methods is not free.</summary>
    private bool IsShortLived => _shortLived ??= LifetimeMap.IsShortLived(type);

    public void Warn(DiagnosticDescriptor rule, IOperation place, params object[] texts) =>
        At(rule, place.Syntax.GetLocation(), strong: true, texts);

    public void Suggest(DiagnosticDescriptor rule, IOperation place, params object[] texts) =>
        At(rule, place.Syntax.GetLocation(), strong: false, texts);

    /// <summary>Reports with the rule's own severity when the evidence is strong, as a suggestion otherwise.</summary>
    public void At(DiagnosticDescriptor rule, Location place, bool strong, params object[] texts)
    {
        if (!IsShortLived)
            Put(rule, place, strong, texts);
    }

    /// <summary>Reports with a severity of its own.</summary>
    public void AtSeverity(DiagnosticDescriptor rule, IOperation place, DiagnosticSeverity severity,
        params object[] texts)
    {
        if (!IsShortLived && _seen.Add((rule.Id, place.Syntax.GetLocation())))
            context.ReportDiagnostic(Diagnostic.Create(rule, place.Syntax.GetLocation(), severity, null, null, texts));
    }

    /// <summary>Reports in test code too.</summary>
    public void Always(DiagnosticDescriptor rule, Location place, params object[] texts) =>
        Put(rule, place, strong: true, texts);

    /// <summary>The last call of a chain that is written over several lines: from its name on.</summary>
    private static Location Named(Location place) =>
        place.SourceTree?.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true)
            is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name, Expression: var chain } } call
        && call.Span == place.SourceSpan && LineOf(chain.SpanStart, place) != LineOf(name.SpanStart, place)
            ? Location.Create(place.SourceTree, TextSpan.FromBounds(name.SpanStart, call.Span.End)) : place;

    private static int LineOf(int position, Location place) =>
        place.SourceTree!.GetText().Lines.GetLineFromPosition(position).LineNumber;

    private void Put(DiagnosticDescriptor rule, Location place, bool strong, object[] texts)
    {
        place = Named(place);
        if (!_seen.Add((rule.Id, place)))
            return;
        var severity = strong ? rule.DefaultSeverity : DiagnosticSeverity.Info;
        context.ReportDiagnostic(Diagnostic.Create(rule, place, severity, null, null, texts));
    }
}
