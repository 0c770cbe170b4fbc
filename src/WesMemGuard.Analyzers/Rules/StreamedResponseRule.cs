using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3001: a streamed HTTP response that some path leaves open.</summary>
internal sealed class StreamedResponseRule : LeakRule
{
    public const string Id = "WMG3001";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Pool);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var call in body.Calls)
                if (RetriedResponses.AreLost(world, call, body) || RacedResponses.AreLost(call, body))
                    report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.NotOnEveryPath);
            foreach (var place in FreshPlaces.Of(world, body, Fresh.Response))
                Judge(world, report, place, body);
            if (HalfClosed.Closes(body))
                report.At(Rule, body.Method!.Locations[0], true, body.Member.Name, RuleTexts.NotOnEveryPath);
            foreach (var (place, member, sure) in KeptStreams.Of(world, body))
                report.At(Rule, place.Syntax.GetLocation(), sure, member.Name,
                    RuleTexts.KeptUntilNextRequest);
            foreach (var call in FreshPlaces.LostOutputs(world, body, Fresh.Response))
                report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.NeverDisposed);
        }
    }

    private static void Judge(TypeWorld world, RuleReport report, IOperation place, Body body)
    {
        var fate = Fates.Of(world, place, body);
        if (fate == Fate.Owned)
            return;
        var what = fate switch
        {
            Fate.Dropped or Fate.NeverReleased => RuleTexts.NeverDisposed,
            Fate.LeaksOnPath => RuleTexts.NotOnEveryPath,
            _ => RuleTexts.NotWhenCallFails,
        };
        report.At(Rule, place.Syntax.GetLocation(), fate != Fate.LeaksBeforeHandOver, FreshPlaces.NameOf(place), what);
    }
}
