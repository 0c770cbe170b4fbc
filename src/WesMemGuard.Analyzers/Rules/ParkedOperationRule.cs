using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2004: a read, write or receive left parked on a token that outlives it.</summary>
internal sealed class ParkedOperationRule : LeakRule
{
    private enum Abandonment
    {
        Dropped,
        Raced,
    }

    public const string Id = "WMG2004";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source, severity: DiagnosticSeverity.Info);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (WaitsOnSemaphore(call) && Ops.Loop(call) is not null && Abandoned(call, body) == Abandonment.Raced
                    && !HasOwnToken(call, body))
                    report.AtSeverity(Rule, call, DiagnosticSeverity.Warning, call.TargetMethod.Name,
                        RuleTexts.RacedInLoop);
                else if (Parks(call) && EndlessLoops.Around(call) is { } turns
                    && Tokens.LifeOf(Tokens.ArgumentOf(call), body) == TokenLife.None
                    && IsOfMember(call) && RacesTime(call, body) && Abandoned(call, body) == Abandonment.Raced
                    && DroppedEachTurn(call, turns))
                    report.AtSeverity(Rule, call, DiagnosticSeverity.Warning, call.TargetMethod.Name, RuleTexts.RacedInLoop);
                else if (Parks(call) && Ops.Loop(call) is { } loop
                    && Tokens.LifeOf(Tokens.ArgumentOf(call), body) is TokenLife.Life or TokenLife.Parameter
                    && Abandoned(call, body) == Abandonment.Raced && DroppedEachTurn(call, loop))
                    report.AtSeverity(Rule, call, DiagnosticSeverity.Warning, call.TargetMethod.Name,
                        RuleTexts.RacedInLoop);
                else if (Parks(call) && Tokens.LifeOf(Tokens.ArgumentOf(call),
                    body) is var life and (TokenLife.Life or TokenLife.Parameter) && Abandoned(call, body) is { } how)
                    report.AtSeverity(Rule, call, life == TokenLife.Life && (how == Abandonment.Dropped || RacesTime(call, body))
                        ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info, call.TargetMethod.Name,
                        how == Abandonment.Dropped ? RuleTexts.Dropped : RuleTexts.Raced);
    }

    private static bool WaitsOnSemaphore(IInvocationOperation call) =>
        call.TargetMethod.Name == "WaitAsync"
            && TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.SemaphoreSlim")
            && Ops.Reached(call.Instance) is IMemberReferenceOperation or IParameterReferenceOperation;

    /// <summary>The channel was there before, and stays.</summary>
    private static bool IsOfMember(IInvocationOperation call)
    {
        var reached = Ops.Reached(call.Instance);
        if (reached is IPropertyReferenceOperation { Property.Name: "Reader" or "Writer", Instance: { } channel })
            reached = Ops.Reached(channel);
        return reached is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation }
            or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };
    }

    private static bool HasOwnToken(IInvocationOperation call, Body body) => Tokens.LifeOf(Tokens.ArgumentOf(call),
        body) == TokenLife.Local;

    /// <summary>The task is made inside the loop's turn and kept in nothing that outlives it.</summary>
    private static bool DroppedEachTurn(IInvocationOperation call, ILoopOperation loop)
    {
        var destination = Destination.Of(call);
        if (destination.Kind is DestinationKind.Argument or DestinationKind.Elsewhere)
            return true;
        return destination is { Symbol: ILocalSymbol, Place: IVariableDeclaratorOperation }
            && Ops.Contains(loop, destination.Place);
    }

    private static bool Parks(IInvocationOperation call) =>
        call.TargetMethod.Name is "ReadAsync" or "WaitToReadAsync" or "WriteAsync" or "WaitToWriteAsync" or "ReceiveAsync"
        && TypeName.Of(call.TargetMethod.ContainingType) is "System.Threading.Channels.ChannelReader"
            or "System.Threading.Channels.ChannelWriter" or "System.Net.WebSockets.WebSocket" or "System.Net.WebSockets.ClientWebSocket";

    private static Abandonment? Abandoned(IInvocationOperation call, Body body)
    {
        IOperation task = call;
        while (Ops.Parent(task, out _) is IInvocationOperation { TargetMethod.Name: "AsTask" } wrapper)
            task = wrapper;
        var destination = Destination.Of(task);
        if (Fates.Acquisition(call) is IAwaitOperation)
            return null;
        return destination.Kind switch
        {
            DestinationKind.Dropped => Abandonment.Dropped,
            DestinationKind.Argument or DestinationKind.Elsewhere when Delays.IsRaced(task) => Abandonment.Raced,
            DestinationKind.Local when LocalIsRaced(destination.Symbol!, body) => Abandonment.Raced,
            _ => null,
        };
    }

    /// <summary>The race is with a delay: it is lost again and again.</summary>
    private static bool RacesTime(IInvocationOperation call, Body body)
    {
        foreach (var race in body.Calls)
            if (race.TargetMethod.Name == "WhenAny" && ReferenceEquals(Ops.FunctionRoot(race), Ops.FunctionRoot(call)))
                foreach (var operand in race.Descendants())
                    if (Delays.Behind(operand, body) is not null)
                        return true;
        return false;
    }

    private static bool LocalIsRaced(ISymbol local, Body body)
    {
        var raced = false;
        foreach (var mention in body.ReferencesTo(local))
        {
            raced |= Delays.IsRaced(mention);
            if (mention.Parent is IAwaitOperation && Ops.Loop(mention) is null
                && Ops.Ancestor<IConditionalOperation>(mention) is null)
                return false;
        }
        return raced;
    }
}
