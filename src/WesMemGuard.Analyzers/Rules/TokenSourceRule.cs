using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4005: a linked or timed token source that some path leaves undisposed.</summary>
internal sealed class TokenSourceRule : LeakRule
{
    public const string Id = "WMG4005";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var map in TrackedCollection.In(world))
            foreach (var place in DroppedEntries.OfSources(world, map))
                report.Warn(Rule, place, RuleTexts.LinkedOrTimed,
                    RuleTexts.TakenOutOf(map.Member.Name));
        foreach (var body in world.Bodies)
        {
            foreach (var place in FreshPlaces.Of(world, body, Fresh.Source))
                Judge(world, report, place, body, RuleTexts.Linked);
            foreach (var call in FreshPlaces.LostOutputs(world, body, Fresh.Source))
                report.Warn(Rule, call, RuleTexts.Linked, RuleTexts.NeverDisposed);
            foreach (var creation in body.Creations)
                if (ResourceTypes.IsBoundSource(creation) || IsTimedLater(creation, body))
                    Judge(world, report, creation, body, RuleTexts.Timed);
                else if (TypeName.Is(creation.Type, Lifetimes.Tokens.SourceType)
                    && UncancelledWorkers.WaitOn(world, creation, body))
                    report.Warn(Rule, creation, RuleTexts.Workers, RuleTexts.NeverCancelled);
        }
    }

    /// <summary>A plain source kept in a local on which CancelAfter is called.</summary>
    private static bool IsTimedLater(IObjectCreationOperation creation, Body body)
    {
        if (!TypeName.Is(creation.Type, Lifetimes.Tokens.SourceType) || creation.Arguments.Length > 0
            || Destination.Of(creation) is not { Kind: DestinationKind.Local, Symbol: { } local })
            return false;
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Use(mention) is IInvocationOperation { TargetMethod.Name: "CancelAfter" })
                return true;
        return false;
    }

    private static void Judge(TypeWorld world, RuleReport report, IOperation fresh, Body body, RuleText kind)
    {
        if (InitContext.IsEntry(body.Member))
            return;
        if (Destination.Of(fresh) is { Kind: DestinationKind.Member, Symbol: { } member })
        {
            JudgeMember(world, report, fresh, member, body, kind);
            return;
        }
        var fate = Fates.Of(world, fresh, body);
        if (fate != Fate.Owned)
            report.At(Rule, fresh.Syntax.GetLocation(), fate != Fate.LeaksBeforeHandOver, kind,
                fate is Fate.Dropped or Fate.NeverReleased ? RuleTexts.NeverDisposed : RuleTexts.NotOnEveryPath);
    }

    private static void JudgeMember(TypeWorld world, RuleReport report, IOperation fresh, ISymbol member, Body body,
        RuleText kind)
    {
        if (!world.Owns(member.ContainingType) || (member.DeclaredAccessibility is not Accessibility.Private
            && !member.ContainingType.IsSealed))
            return;
        var released = false;
        var near = false;
        foreach (var (mention, place) in world.UsesOf(member))
        {
            if (Ops.Contains(fresh, mention) || RoleReader.In(world).Of(mention, place) == Role.None)
                continue;
            released = true;
            near |= ReferenceEquals(place, body) || (place.Method is { } helper && body.Invokes(helper))
                || CallersCall(world, body, place);
        }
        var once = InitContext.IsConstruction(body.Member)
            || (body.Member.Name is "StartAsync" or "ExecuteAsync" or "Start" && Ops.Loop(fresh) is null)
            || fresh.Parent is ICoalesceAssignmentOperation;
        if (released && !once && IsLostOnFailure(world, fresh, member, body))
            report.Warn(Rule, fresh, kind, RuleTexts.NotOnEveryPath);
        else if (!released)
            report.At(Rule, fresh.Syntax.GetLocation(), !LifetimeMap.Of(world.Scope).IsApp(member.ContainingType)
                || !once, kind, RuleTexts.KeptIn(member.Name));
        else if (!near && !once)
            report.At(Rule, fresh.Syntax.GetLocation(), Ops.Loop(fresh) is not null
                || FieldOverwrite.IsMadeElsewhere(world, fresh, member), kind,
                RuleTexts.OverwritesOneIn(member.Name));
    }

    /// <summary>Only the code that makes it releases it, behind an await which may fail.</summary>
    private static bool IsLostOnFailure(TypeWorld world, IOperation fresh, ISymbol member, Body body)
    {
        var function = Ops.FunctionRoot(fresh);
        var releases = new HashSet<IOperation>();
        foreach (var (mention, place) in world.UsesOf(member))
            if (!Ops.Contains(fresh, mention) && RoleReader.In(world).Of(mention, place) != Role.None)
            {
                if (!ReferenceEquals(place, body) || !ReferenceEquals(Ops.FunctionRoot(mention), function)
                    || mention.Syntax.SpanStart < fresh.Syntax.SpanStart)
                    return false;
                releases.Add(mention);
            }
        return releases.Count > 0 && ObligationWalk.Leaks(function, Fates.Acquisition(fresh), null, releases.Contains)
            .Exists(static leak => leak.Place is IAwaitOperation || leak is { Kind: LeakKind.Exit, Place: IReturnOperation });
    }

    private static bool CallersCall(TypeWorld world, Body body, Body releasing)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (_, caller) in world.CallersOf(method))
            if (ReferenceEquals(caller, releasing) || (releasing.Method is { } helper && caller.Invokes(helper)))
                return true;
        return false;
    }
}
