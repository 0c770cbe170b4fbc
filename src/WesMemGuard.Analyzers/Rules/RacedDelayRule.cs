using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Subscriptions;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4006: delays, continuations and timers that outlive what they were for.</summary>
internal sealed class RacedDelayRule : LeakRule
{
    public const string Id = "WMG4006";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var call in body.Calls)
                Judge(world, report, call, body);
            foreach (var creation in body.Creations)
                if (TypeName.Is(creation.Type, "System.Timers.Timer") && IsStartedAndLost(world, creation, body))
                    report.Warn(Rule, creation, RuleTexts.TimerUnstoppable);
                else if (ChosenEnds.Have(world, creation, body) && !InitContext.IsEntry(body.Member))
                    report.Warn(Rule, creation, RuleTexts.TimerEndsItself);
        }
    }

    private static void Judge(TypeWorld world, RuleReport report, IInvocationOperation call, Body body)
    {
        if (call.TargetMethod.Name == "WhenAny"
            && TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Tasks.Task"))
            JudgeRace(world, report, call, body);
        else if (Delays.Is(call) && Delays.IsEndless(call) && Ops.Loop(call) is not null
            && call.Parent is not IAwaitOperation
            && Delays.TokenLife(call, body) is TokenLife.Life or TokenLife.Parameter && !Delays.IsRaced(call))
            report.Warn(Rule, call, RuleTexts.EndlessDelayInLoop);
        else if (call.TargetMethod.Name == "ContinueWith"
            && TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Tasks.Task")
            && Ops.Loop(call) is { } loop && Destination.Of(call).Kind == DestinationKind.Dropped
            && IsEndlessTask(call, loop))
            report.Warn(Rule, call, RuleTexts.ContinuationInLoop);
        else if (LastingTasks.AwaitedAside(world, call, body) is { } aside)
            report.Warn(Rule, aside, RuleTexts.ContinuationPerCall);
        else if (call.TargetMethod.Name == "ContinueWith" && Destination.Of(call).Kind == DestinationKind.Dropped
            && ((EndlessTasks.Continues(call, body) && !LifetimeMap.Of(world.Scope).IsApp(body.Member.ContainingType))
                || LastingTasks.AreContinued(world, call, body)))
            report.Warn(Rule, call, RuleTexts.ContinuationPerCall);
    }

    private static void JudgeRace(TypeWorld world, RuleReport report, IInvocationOperation race, Body body)
    {
        if (Operands(race).Count() == 1 && race.Arguments[0].ArgumentKind != ArgumentKind.Explicit)
            return;
        foreach (var argument in race.Arguments)
            foreach (var operation in argument.Value.DescendantsAndSelf())
                if (Delays.Behind(operation, body) is { } delay && !Delays.IsEnded(world.Scope, delay, body)
                    && !IsHoisted(delay, race))
                {
                    var strong = !RacesSignals(world, race, delay, body) && !Delays.IsShort(delay)
                        && !CleanUp.Surrounds(race, body)
                        && !InitContext.IsEntry(body.Member) && (Delays.TokenLife(delay, body) != TokenLife.Life
                            || Ops.Loop(race) is not null || IsOfCall(world, body));
                    report.At(Rule, delay.Syntax.GetLocation(), strong, RuleTexts.DelayAfterRace);
                }
    }

    /// <summary>A method that is given something beside a token: it runs for each caller.</summary>
    private static bool IsOfCall(TypeWorld world, Body body) => body.Method is { MethodKind: MethodKind.Ordinary } method
        && method.Parameters.Any(static given => given.Type.Name != "CancellationToken") && !InitContext.Contains(method)
        && !CollectionGrowth.RunsOnce(world, method);

    /// <summary>An endless delay made once, before the loop that races it: its token ends both.</summary>
    private static bool IsHoisted(IInvocationOperation delay, IInvocationOperation race) =>
        Delays.IsEndless(delay) && Ops.Loop(race) is { } loop && !Ops.Contains(loop, delay) && Ops.Loop(delay) is null
            && Lifetimes.Tokens.ArgumentOf(delay) is not null;

    /// <summary>
    /// All that the delay races with are stop signals kept in fields: it is the delay that normally wins.
    /// </summary>
    private static bool RacesSignals(TypeWorld world, IInvocationOperation race, IInvocationOperation delay, Body body)
    {
        var signals = 0;
        foreach (var operand in Operands(race))
        {
            if (ReferenceEquals(Delays.Behind(operand, body), delay))
                continue;
            if (Ops.Bare(operand) is not IFieldReferenceOperation { Field.IsStatic: false } && !FinalSignals.Are(world, operand, body))
                return false;
            signals++;
        }
        return signals > 0;
    }

    private static IEnumerable<IOperation> Operands(IInvocationOperation race)
    {
        foreach (var argument in race.Arguments)
        {
            if (argument.Value is IArrayCreationOperation { Initializer: { } list })
                foreach (var element in list.ElementValues)
                    yield return Ops.Bare(element)!;
            else if (argument.ArgumentKind is not (ArgumentKind.Explicit or ArgumentKind.DefaultValue))
                foreach (var element in argument.Value.ChildOperations)
                    yield return Ops.Bare(element)!;
            else
                yield return Ops.Bare(argument.Value)!;
        }
    }

    private static bool IsEndlessTask(IInvocationOperation call, ILoopOperation loop)
    {
        switch (Ops.Reached(call.Instance))
        {
            case IPropertyReferenceOperation { Instance: { } owner } when Ops.Reached(owner) is ILocalReferenceOperation:
                return false;
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return true;
            case IParameterReferenceOperation:
                return true;
            case ILocalReferenceOperation local:
                foreach (var reference in local.Local.DeclaringSyntaxReferences)
                    if (loop.Syntax.Span.Contains(reference.Span))
                        return false;
                return false;
            default:
                return false;
        }
    }

    private static bool IsStartedAndLost(TypeWorld world, IObjectCreationOperation creation, Body body)
    {
        if (InitContext.IsEntry(body.Member)
            || Destination.Of(creation) is not { Kind: DestinationKind.Local, Symbol: { } local }
            || Fates.Of(world, creation, body) != Fate.NeverReleased)
            return false;
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Use(mention) is IInvocationOperation { TargetMethod.Name: "Start" }
                or IPropertyReferenceOperation { Property.Name: "Enabled" })
                return true;
        return creation.Initializer is not null;
    }
}
