using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Hosting;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.Subscriptions;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3006: a resource whose owner never releases it.</summary>
internal sealed class OwnedResourceAnalyzer : LeakRule
{
    public const string Id = "WMG3006";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "Owned resource never released by its owner",
        "'{0}' makes this {1} and never releases it: " + Effects.CleanUp);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var creation in body.Creations)
                if (creation.Type is { } made && (ResourceTypes.Contains(made, world.Scope) || IsOwnDisposable(made, world)))
                    Judge(world, report, creation, made, body);
            foreach (var call in body.Calls)
                if (ResourceTypes.IsFactory(call, world.Scope) && Made(call) is { } made)
                    Judge(world, report, call, made, body);
                else if (world.Scope.Factories.Made(call, world.Scope) is { } fresh)
                    Judge(world, report, call, fresh, body);
        }
    }

    private static ITypeSymbol? Made(IInvocationOperation call) =>
        call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : call.Type;

    /// <summary>A source type that is disposable and itself keeps a listed resource.</summary>
    private static bool IsOwnDisposable(ITypeSymbol type, TypeWorld world)
    {
        if (type.Locations.Length == 0 || !type.Locations[0].IsInSource || !(TypeName.Implements(type, "System.IDisposable") || TypeName.Implements(type, "System.IAsyncDisposable")))
            return false;
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field && ResourceTypes.Contains(field.Type, world.Scope))
                return true;
        return Listeners.Contains(type);
    }

    private static void Judge(TypeWorld world, RuleReport report, IOperation fresh, ITypeSymbol made, Body body)
    {
        var destination = Destination.Of(fresh);
        if (destination is { Kind: DestinationKind.Member, Symbol: { IsStatic: false } member })
            JudgeMember(world, report, fresh, made, member);
        else if (destination.Kind == DestinationKind.Returned && LazyHome(fresh) is { } lazy)
            JudgeMember(world, report, fresh, made, lazy);
        else if (destination.Kind == DestinationKind.Local && IsLocalResource(fresh, made, world.Scope) && !InitContext.IsEntry(body.Member))
            JudgeLocal(world, report, fresh, made, body);
    }

    /// <summary>The instance member that holds the Lazy whose factory answers with the resource.</summary>
    private static ISymbol? LazyHome(IOperation fresh)
    {
        if (Ops.Function(fresh) is not IAnonymousFunctionOperation factory || Ops.Ancestor<IObjectCreationOperation>(factory) is not { Type.Name: "Lazy" } lazy)
            return null;
        return Destination.Of(lazy) is { Kind: DestinationKind.Member, Symbol: { IsStatic: false } member } ? member : null;
    }

    private static IOperation Behind(IOperation mention) => Ops.Use(mention) is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" } } value ? value : mention;

    private static bool IsLocalResource(IOperation fresh, ITypeSymbol made, CompilationScope scope) =>
        ResourceTypes.IsLocalResource(made, scope) || (fresh is IInvocationOperation call && ResourceTypes.IsMarkedFactory(call, scope));

    private static void JudgeLocal(TypeWorld world, RuleReport report, IOperation fresh, ITypeSymbol made, Body body)
    {
        if (Sockets.Contains(made) && Ops.Loop(fresh) is not null)
            return;
        if (made.Name == "ActivityListener" && (body.Member.IsStatic || (InitContext.Contains(body.Member) && !InitContext.IsConstruction(body.Member)) || LongLife.SetsUp(body.Member.Name) || world.Scope.Lifetimes.IsApp(body.Member.ContainingType)))
            return;
        if (Fates.Of(world, fresh, body) == Fate.NeverReleased || (!Sockets.Contains(made) && Fates.IsLeftOpen(world, fresh, body)))
            report.Warn(Rule, fresh, body.Member.Name, made.Name);
    }

    private static void JudgeMember(TypeWorld world, RuleReport report, IOperation fresh, ITypeSymbol made, ISymbol member)
    {
        var owner = member.ContainingType;
        if (!world.Owns(owner) || owner.TypeKind != TypeKind.Class || world.Scope.Lifetimes.IsApp(owner) || InitContext.IsEntry(member))
            return;
        if (member.DeclaredAccessibility != Accessibility.Private && (!owner.IsSealed && member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal || Outreach.IsReached(world, member)))
            return;
        foreach (var (mention, place) in world.UsesOf(member))
            if (!Ops.Contains(fresh, mention) && world.Roles.Of(Behind(mention), place) != Role.None)
                return;
        report.Warn(Rule, fresh, owner.Name, made.Name);
    }
}
