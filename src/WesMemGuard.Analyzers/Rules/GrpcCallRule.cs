using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3002: a gRPC streaming call that is not disposed, or whose request stream is never completed.</summary>
internal sealed class GrpcCallRule : LeakRule
{
    public const string Id = "WMG3002";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Pool);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
            foreach (var unbound in body.Unbound)
                if (UnboundCalls.IsReadAtOnce(unbound))
                    report.Warn(Rule, unbound, FreshPlaces.NameOf(unbound), RuleTexts.NeverDisposed);
                else if (Destination.Of(unbound) is { Kind: DestinationKind.Local, Symbol: { } local }
                    && UnboundCalls.IsStreaming(unbound, local, body)
                    && Fates.Of(world, unbound, body) is not (Fate.Owned or Fate.LeaksBeforeHandOver) and var fate)
                    report.Warn(Rule, unbound, FreshPlaces.NameOf(unbound), Words(fate));
        foreach (var body in world.Bodies)
            foreach (var call in FreshPlaces.LostOutputs(world, body, Fresh.Call))
                report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.NeverDisposed);
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (GrpcCalls.IsStreaming(call.Type) && call.TargetMethod.Name is not "ConfigureAwait")
                    Judge(world, report, call, body);
    }

    private static void Judge(TypeWorld world, RuleReport report, IInvocationOperation call, Body body)
    {
        var destination = Destination.Of(call);
        if (destination is { Kind: DestinationKind.Member, Symbol: { } member })
        {
            if (!IsReleased(world, member))
                report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.KeptInField);
            else if (!member.IsStatic && FieldOverwrite.Of(world, call, member, body) is { } repeats)
                report.At(Rule, call.Syntax.GetLocation(), repeats, call.TargetMethod.Name,
                    RuleTexts.OverwritesOneIn(member.Name));
            return;
        }
        if (destination is
            {
                Kind: DestinationKind.Chained,
                Place: IPropertyReferenceOperation { Property.Name: "ResponseStream" or "RequestStream" } part
            }
            && Destination.Of(part).Kind is DestinationKind.Member)
        {
            report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.NeverDisposed);
            return;
        }
        if (GrpcCalls.OnlyStreamIsReturned(call, body))
        {
            report.At(Rule, call.Syntax.GetLocation(), !GrpcCalls.CanBeEnded(call), call.TargetMethod.Name, RuleTexts.NeverDisposed);
            return;
        }
        var fate = Fates.Of(world, call, body);
        if (fate is Fate.Owned or Fate.LeaksBeforeHandOver && KeptLocals.MemberOf(world, call, body) is { } holder
            && !IsReleased(world, holder))
        {
            report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.KeptInField);
            return;
        }
        if (fate is Fate.Owned)
        {
            if (GrpcCalls.HasRequests(call.Type) && destination.Symbol is ILocalSymbol kept
                && GrpcCalls.WritesWithoutCompleting(kept, body) && !GrpcCalls.StopsReading(kept, body))
                report.Warn(Rule, call, call.TargetMethod.Name,
                    RuleTexts.RequestStreamOpen);
            return;
        }
        var natural =
            fate is Fate.NeverReleased && destination.Symbol is { } local && GrpcCalls.ReadsToTheEnd(local, body);
        var strong = fate != Fate.LeaksBeforeHandOver && (!natural || GrpcCalls.Writes(destination.Symbol!, body));
        report.At(Rule, call.Syntax.GetLocation(), strong, call.TargetMethod.Name, Words(fate));
    }

    private static RuleText Words(Fate fate) =>
        fate is Fate.Dropped or Fate.NeverReleased ? RuleTexts.NeverDisposed : RuleTexts.NotOnEveryPath;

    private static bool IsReleased(TypeWorld world,
        ISymbol member) => member.DeclaredAccessibility != Accessibility.Private
        || member.IsStatic || RoleReader.In(world).IsLetGo(member);
}
