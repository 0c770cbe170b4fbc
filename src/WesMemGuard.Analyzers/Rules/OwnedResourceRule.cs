using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.Subscriptions;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3006: a resource whose owner never releases it.</summary>
internal sealed class OwnedResourceRule : LeakRule
{
    public const string Id = "WMG3006";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.CleanUp);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        JudgeEntries(world, report);
        foreach (var body in world.Bodies)
        {
            if (SkippedBases.Contain(world, body))
                report.At(Rule, body.Method!.Locations[0], true, body.Member.Name, RuleTexts.SkipsBase);
            foreach (var mention in body.Members)
                JudgeMention(world, report, mention, body);
            foreach (var creation in body.Creations)
                if (creation.Type is { } made && (ResourceTypes.Contains(made, world.Scope)
                    || OwnDisposables.Of(world.Scope).Contains(made) || IsOwnDisposable(made, world) || IsReadByWalk(creation)))
                    Judge(world, report, creation, made, body);
            foreach (var call in body.Calls)
                if (PipeHandles.KeepCopy(world, call))
                    report.Warn(Rule, call, body.Member.Name,
                        RuleTexts.KeepsPipeHandle);
                else if (ResourceTypes.IsFactory(call, world.Scope) && Made(call) is { } made)
                    Judge(world, report, call, made, body);
                else if (FactoryMethods.Of(world.Scope).Made(call) == Fresh.Resource && Made(call) is { } fresh)
                    Judge(world, report, call, fresh, body);
            foreach (var place in FreshPlaces.Of(world, body, Fresh.Resource))
                if (IsScopeDropped(world, place, body))
                    report.At(Rule, place.Syntax.GetLocation(),
                        !InitContext.Contains(body.Member) && !InitContext.IsOfHost(body.Member),
                        body.Member.Name, RuleTexts.ScopeOnTheSpot);
            foreach (var (place, part, member) in KeptCarriers.Overwritten(world, body))
                report.Warn(Rule, place, body.Member.Name, RuleTexts.OverwritesTypeIn(part.Name, member.Name));
            foreach (var unbound in body.Unbound)
                if (UnboundCalls.Made(unbound) == Fresh.Resource)
                    JudgeUnbound(world, report, unbound, body);
            JudgeWork(world, report, body);
            foreach (var call in FreshPlaces.LostOutputs(world, body, Fresh.Resource))
                report.Warn(Rule, call, body.Member.Name,
                    RuleTexts.GetsFrom(call.TargetMethod.Name));
        }
    }

    /// <summary>Work that is begun and that nothing ends.</summary>
    private static void JudgeWork(TypeWorld world, RuleReport report, Body body)
    {
        foreach (var ticker in EndlessTickers.Of(world, body))
            report.Warn(Rule, ticker, body.Member.Name, RuleTexts.EndlessTicks);
        foreach (var started in EndlessWork.Of(world, body))
            report.Warn(Rule, started, body.Member.Name, RuleTexts.EndlessLoop);
        foreach (var started in RestartedLoops.Of(world, body))
            report.Warn(Rule, started, body.Member.Name, RuleTexts.LoopEachRun);
        foreach (var started in OpenActivities.Of(world, body))
            report.Warn(Rule, started, body.Member.Name, RuleTexts.Makes(started.Type!.Name));
        foreach (var exit in UnansweredRequests.Of(body))
            report.Warn(Rule, exit, body.Member.Name, RuleTexts.LeavesUnanswered);
        foreach (var loop in EndlessResponses.Of(body))
            report.At(Rule, loop.Syntax.GetFirstToken().GetLocation(), true, body.Member.Name, RuleTexts.EndlessResponse);
        foreach (var started in EndlessWork.OfObjects(world, body))
            report.Warn(Rule, started, body.Member.Name, RuleTexts.EndlessLoop);
    }

    /// <summary>What maps lose, and native blocks that the type never frees.</summary>
    private static void JudgeEntries(TypeWorld world, RuleReport report)
    {
        foreach (var map in TrackedCollection.In(world))
            foreach (var (place, overwritten) in DroppedEntries.Of(world, map))
                report.Warn(Rule, place, NameAround(world, place),
                    overwritten ? RuleTexts.OverwritesWhat(map.Member.Name) : RuleTexts.TakesOutWhat(map.Member.Name));
        foreach (var block in NativeBlocks.Of(world))
            report.Warn(Rule, block, NameAround(world, block), RuleTexts.GetsFrom(block.TargetMethod.Name));
    }

    private static string NameAround(TypeWorld world, IOperation place)
    {
        foreach (var body in world.Bodies)
            if (Ops.Contains(body.Root, place))
                return body.Member.Name;
        return world.Type.Name;
    }

    /// <summary>A field set to null with its resource still open.</summary>
    private static void JudgeMention(TypeWorld world, RuleReport report, IMemberReferenceOperation mention, Body body)
    {
        if (mention.Member is IFieldSymbol && ForgottenFields.IsSetToNull(mention) && !Sockets.Contains(mention.Type)
            && OwnDisposables.Hold(mention.Type, world.Scope)
            && ForgottenFields.Forgets(world, mention, body) is { } assignment)
            report.Warn(Rule, assignment, body.Member.Name,
                RuleTexts.SetsToNull(mention.Member.Name));
    }

    /// <summary>Somewhere it is released: not before the next one takes its place, or not by the clean-up.</summary>
    private static void JudgeReleased(TypeWorld world, RuleReport report, IOperation fresh, ITypeSymbol made,
        ISymbol member, Body body)
    {
        if (Sockets.Contains(made) || !OwnDisposables.Hold(made, world.Scope)
            || Destination.Of(fresh).Kind != DestinationKind.Member
            || IsHandedOut(world, member))
            return;
        if (ForgottenTimers.ForgetsCleanUp(world, fresh, member))
            report.Warn(Rule, fresh, member.ContainingType.Name, RuleTexts.Forgets(member.Name));
        else if (FieldOverwrite.Of(world, fresh, member, body) == true)
            report.Warn(Rule, fresh, body.Member.Name,
                RuleTexts.OverwritesTypeIn(made.Name, member.Name));
    }

    private static bool IsHandedOut(TypeWorld world, ISymbol member)
    {
        foreach (var (mention, place) in world.UsesOf(member))
            if (RoleReader.In(world).Of(mention, place) == Role.Escape)
                return true;
        return false;
    }

    /// <summary>A scope or channel of a package that isn't there.</summary>
    private static void JudgeUnbound(TypeWorld world, RuleReport report, IOperation unbound, Body body)
    {
        var home = Destination.Of(unbound);
        if (home is { Kind: DestinationKind.Member, Symbol: { IsStatic: false } member }
            && (member as IFieldSymbol)?.Type is { } made)
            JudgeMember(world, report, unbound, made, member, body);
        else if (home.Kind == DestinationKind.Local && FreshPlaces.NameOf(unbound) != "ForAddress"
            && Fates.Of(world, unbound, body) is Fate.NeverReleased or Fate.LeaksOnFailure)
            report.Warn(Rule, unbound, body.Member.Name, RuleTexts.MakesScope);
    }

    /// <summary>Only what the scope gives is kept or used.</summary>
    private static bool IsScopeDropped(TypeWorld world, IOperation place, Body body)
    {
        if (InitContext.IsEntry(body.Member))
            return false;
        if (place.Parent is IInvalidOperation || place is IInvalidOperation)
            return (ResourceTypes.IsScope(place.Type)
                || FreshPlaces.NameOf(place) is "CreateScope" or "CreateAsyncScope")
                && place.Syntax.Parent is MemberAccessExpressionSyntax access && access.Expression == place.Syntax;
        return ResourceTypes.IsScope(Tasks.Result(place.Type)) && Fates.Of(world, place, body) == Fate.Dropped
            && Destination.Of(place).Kind is DestinationKind.Chained or DestinationKind.Dropped;
    }

    private static ITypeSymbol? Made(IInvocationOperation call) =>
        call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task
            ? task.TypeArguments[0] : call.Type;

    /// <summary>A source type that is disposable and itself keeps a listed resource.</summary>
    private static bool IsOwnDisposable(ITypeSymbol type, TypeWorld world)
    {
        if (type.Locations.Length == 0 || !type.Locations[0].IsInSource
            || !TypeName.IsDisposable(type))
            return false;
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field && ResourceTypes.Contains(field.Type, world.Scope))
                return true;
        return Listeners.Contains(type);
    }

    private static void Judge(TypeWorld world, RuleReport report, IOperation fresh, ITypeSymbol made, Body body)
    {
        var destination = Destination.Of(fresh);
        if (ResourceTypes.IsProvider(made) && (destination.Kind != DestinationKind.Local || IsOfSetUp(body)))
            return;
        if (destination is { Kind: DestinationKind.Member, Symbol: { IsStatic: false } member })
            JudgeMember(world, report, fresh, made, member, body);
        else if (EvictedResources.Contain(fresh))
            report.Warn(Rule, fresh, body.Member.Name, RuleTexts.Makes(made.Name));
        else if (destination.Kind == DestinationKind.Returned && LazyHome(fresh) is { } lazy)
            JudgeMember(world, report, fresh, made, lazy, body);
        else if (KeptLocals.MemberOf(world, fresh, body) is { } kept && !RoleReader.In(world).IsLetGo(kept))
            JudgeMember(world, report, fresh, made, kept, body);
        else if (destination.Kind == DestinationKind.Local && !InitContext.IsEntry(body.Member)
            && (IsLocalResource(fresh, made, world.Scope) || Pipes.AreOf(destination.Symbol!, made, body)))
            JudgeLocal(world, report, fresh, made, body);
    }

    /// <summary>A container that is built while the program is: its services read one another's options.</summary>
    private static bool IsOfSetUp(Body body) => body.Method is not { MethodKind: MethodKind.Ordinary, IsStatic: false } method
        || InitContext.Contains(method) || LongLife.SetsUp(method.Name) || LongLife.Initializes(method.Name)
        || method.Parameters.Length == 0;

    /// <summary>The instance member that holds the Lazy whose factory returns the resource.</summary>
    private static ISymbol? LazyHome(IOperation fresh)
    {
        if (Ops.Function(fresh) is not IAnonymousFunctionOperation factory
            || Ops.Ancestor<IObjectCreationOperation>(factory) is not { Type.Name: "Lazy" } lazy)
            return null;
        return Destination.Of(lazy) is { Kind: DestinationKind.Member, Symbol: { IsStatic: false } member }
            ? member : null;
    }

    private static IOperation Behind(IOperation mention) => Ops.Use(mention) is IPropertyReferenceOperation
    {
        Property:
        {
            Name: "Value",
            ContainingType.Name: "Lazy"
        }
    } value ? value : mention;

    /// <summary>A file that an iterator reads: whoever leaves the walk leaves the file open.</summary>
    private static bool IsReadByWalk(IOperation fresh) => ResourceTypes.IsFileReader(fresh)
        && Ops.FunctionRoot(fresh).Descendants().Any(static step => step is IReturnOperation { Kind: OperationKind.YieldReturn });

    private static bool IsLocalResource(IOperation fresh, ITypeSymbol made, CompilationScope scope) =>
        ResourceTypes.IsLocalResource(made, scope) || IsReadByWalk(fresh) || OwnDisposables.Of(scope).Contains(made)
            || (fresh is IInvocationOperation call && ResourceTypes.IsMarkedFactory(call, scope));

    private static void JudgeLocal(TypeWorld world, RuleReport report, IOperation fresh, ITypeSymbol made, Body body)
    {
        if ((Sockets.Contains(made) && Ops.Loop(fresh) is not null) || IsOverStream(fresh) || IsPutOn(fresh))
            return;
        if (made.Name == "ActivityListener" && (body.Member.IsStatic
            || (InitContext.Contains(body.Member) && !InitContext.IsConstruction(body.Member))
            || LongLife.SetsUp(body.Member.Name)
            || LifetimeMap.Of(world.Scope).IsApp(body.Member.ContainingType)))
            return;
        var fate = Fates.Of(world, fresh, body);
        if (fate == Fate.NeverReleased || (fate == Fate.LeaksOnFailure && ResourceTypes.IsScope(made))
            || (!Sockets.Contains(made) && !ResourceTypes.IsLease(made)
                && (Fates.IsLeftOpen(world, fresh, body) || Fates.IsLeftInWalk(world, fresh, body))))
            report.Warn(Rule, fresh, body.Member.Name, RuleTexts.Makes(made.Name));
    }

    /// <summary><c>all[name] = one = new One()</c>: the local is not the only one that gets it.</summary>
    private static bool IsPutOn(IOperation fresh) => Destination.Of(fresh).Place is IAssignmentOperation put
        && Ops.Parent(put, out _) is not IExpressionStatementOperation;

    /// <summary>A writer over a stream that somebody has: who closes the stream ends it.</summary>
    private static bool IsOverStream(IOperation fresh) =>
        fresh is IObjectCreationOperation { Type.Name: "StreamWriter", Arguments: { Length: > 0 } arguments }
        && Ops.Bare(arguments[0].Value) is { } stream && TypeName.Derives(stream.Type, "System.IO.Stream")
        && (Ops.Symbol(stream) is not null || stream is IInvocationOperation { TargetMethod.Name: "GetStream" });

    private static void JudgeMember(TypeWorld world, RuleReport report, IOperation fresh, ITypeSymbol made,
        ISymbol member, Body body)
    {
        var owner = member.ContainingType;
        if (!world.Owns(owner) || owner.TypeKind != TypeKind.Class || LifetimeMap.Of(world.Scope).IsApp(owner)
            || InitContext.IsEntry(member)
            || (fresh is IObjectCreationOperation timer && Timers.GoesWithOwner(timer, owner)))
            return;
        if (member.DeclaredAccessibility != Accessibility.Private
            && (!owner.IsSealed
                && member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal
            || ExternalReach.IsReached(world, member)))
            return;
        foreach (var (mention, place) in world.UsesOf(member))
            if (!Ops.Contains(fresh, mention) && RoleReader.In(world).Of(Behind(mention), place) != Role.None)
            {
                JudgeReleased(world, report, fresh, made, member, body);
                return;
            }
        report.At(Rule, fresh.Syntax.GetLocation(), !IsOfProgram(world, made, owner), owner.Name, RuleTexts.Makes(made.Name));
    }

    /// <summary>
    /// A client or cache of an object that nothing could release, and that the program makes when it is set up.
    /// </summary>
    private static bool IsOfProgram(TypeWorld world, ITypeSymbol made, INamedTypeSymbol owner) =>
        made.Name is "HttpClient" or "MemoryCache" or "GrpcChannel" && !TypeName.IsDisposable(owner)
            && ObjectCreations.Of(world.Scope).AreOfSetUp(owner);
}
