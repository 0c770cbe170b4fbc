using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG5003: a transient disposable taken from the root provider.</summary>
internal sealed class RootTransientRule : LeakRule
{
    public const string Id = "WMG5003";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        if (!LifetimeMap.Of(world.Scope).IsApp(world.Type))
            return;
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (Resolved(call) is { } service && IsTransientDisposable(service, world) && FromRoot(call)
                    && !InitContext.IsConstruction(body.Member))
                    report.At(Rule, call.Syntax.GetLocation(), service.TypeKind == TypeKind.Class && IsAgain(world, call, body),
                        service.Name);
    }

    /// <summary>In a loop, or in a method that is given something: once for each.</summary>
    private static bool IsAgain(TypeWorld world, IInvocationOperation call, Body body) => Ops.Loop(call) is not null
        || (body.Method is { MethodKind: MethodKind.Ordinary } method && !InitContext.Contains(method)
            && method.Parameters.Any(static given => given.Type.Name != "CancellationToken")
            && !CollectionGrowth.RunsOnce(world, method));

    private static ITypeSymbol? Resolved(IInvocationOperation call) =>
        call.TargetMethod is { Name: "GetRequiredService" or "GetService", TypeArguments.Length: 1 } method
            ? method.TypeArguments[0] : null;

    private static bool IsTransientDisposable(ITypeSymbol service, TypeWorld world) =>
        Registrations.Of(world.Scope).IsTransient(service)
        && (service.TypeKind == TypeKind.Interface || TypeName.IsDisposable(service));

    /// <summary>A scope that was made before an endless loop gives one in each turn, and keeps it as the root would.</summary>
    private static bool IsOfLongScope(IInvocationOperation call) => EndlessLoops.Around(call) is { } loop
        && Ops.Receiver(call) is IPropertyReferenceOperation { Property.Name: "ServiceProvider", Instance: { } scope }
        && Ops.Symbol(scope) is ILocalSymbol { DeclaringSyntaxReferences: { Length: > 0 } places }
        && !loop.Syntax.Span.Contains(places[0].Span);

    /// <summary>The provider is a field or a constructor's parameter, not a scope's.</summary>
    private static bool FromRoot(IInvocationOperation call) =>
        IsOfLongScope(call) || Ops.Receiver(call) is IFieldReferenceOperation
            or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };
}
