using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Rules;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Hosting;

/// <summary>Hosts every rule: reads each type's bodies once, then lets the rules judge the closed world they form.</summary>
/// <remarks>One pass for all rules is what keeps the package cheap; no state outlives a compilation.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeakAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<LeakRule> Rules = LeakRules.All;

    /// <summary>The descriptors of all rules.</summary>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = LeakRules.Descriptors;

    /// <summary>Registers one pass per outermost type; generated code is left alone.</summary>
    public override void Initialize(AnalysisContext context)
    {
        if (context is null)
            throw new ArgumentNullException(nameof(context));
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext start)
    {
        var scope = new CompilationScope(start.Compilation, start.Options);
        start.RegisterSymbolStartAction(context => ReadType(context, scope), SymbolKind.NamedType);
    }

    private static void ReadType(SymbolStartAnalysisContext context, CompilationScope scope)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate)
            return;
        var world = Worlds.Of(scope).Around(type);
        context.RegisterOperationBlockAction(world.Read);
        if (type.ContainingType is null)
            context.RegisterSymbolEndAction(end => Judge(end, world));
    }

    private static void Judge(SymbolAnalysisContext context, TypeWorld world)
    {
        Worlds.Of(world.Scope).Forget(world);
        if (world.Close() == 0)
            return;
        var report = new RuleReport(context, world.Type);
        foreach (var rule in Rules)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            rule.Judge(world, report);
        }
    }
}
