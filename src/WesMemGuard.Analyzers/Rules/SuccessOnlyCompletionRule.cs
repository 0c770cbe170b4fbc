using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Queues;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2003: a producer that completes its channel only when all goes well.</summary>
internal sealed class SuccessOnlyCompletionRule : LeakRule
{
    public const string Id = "WMG2003";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var call in ConditionalCompletions.Of(world))
            report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.OtherState);
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (IsCompletion(call) && !CleanUp.Is(body) && IsFragile(world, call, body))
                    report.At(Rule, call.Syntax.GetLocation(), !LifelongReaders.Read(world, call), call.TargetMethod.Name,
                        RuleTexts.ProducerFails);
    }

    private static bool IsCompletion(IInvocationOperation call) =>
        call.TargetMethod.Name is "Complete" or "TryComplete" && call.Arguments.Length <= 1
            && TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Channels.ChannelWriter");

    private static bool IsFragile(TypeWorld world, IInvocationOperation completion, Body body)
    {
        var function = Ops.FunctionRoot(completion);
        if (!Produces(function, completion) || CompletesElsewhere(function, completion, body)
            || CallersComplete(world, body)
            || OthersComplete(world, completion, body) || IsLookedUp(completion, body))
            return false;
        var completions = new HashSet<IOperation>();
        foreach (var operation in function.Descendants())
            if (operation is IInvocationOperation done && IsCompletion(done))
            {
                completions.Add(done);
                if (Ops.Loop(done) is IForEachLoopOperation { IsAsynchronous: false } each
                    && Ops.Contains(function, each))
                    completions.Add(each.Collection);
            }
        var made = Made(function, completion);
        var first = FirstWrite(function);
        foreach (var (kind, place) in ObligationWalk.Leaks(function, made, null, completions.Contains))
            if (kind == LeakKind.Throw && place.Syntax.SpanStart < first)
                continue;
            else if (kind is LeakKind.Exit or LeakKind.Throw || place is IAwaitOperation
                || (place is IInvocationOperation call && Ops.Loop(place) is not null
                && call.TargetMethod.ContainingType?.Name is not ("ChannelWriter" or "ChannelReader")))
                return true;
        return false;
    }

    /// <summary>
    /// The call that makes the completed channel, when the function itself does: what fails before needs no completion.
    /// </summary>
    private static IOperation? Made(IOperation function, IInvocationOperation completion)
    {
        if (Root(completion.Instance) is not ILocalSymbol local)
            return null;
        return Ops.Bare(Locals.Initial(local,
            function)) is IInvocationOperation { TargetMethod.ContainingType.Name: "Channel" } made
            ? made : null;
    }

    /// <summary>Where the first item goes in: a guard that throws before has nothing to complete.</summary>
    private static int FirstWrite(IOperation function)
    {
        foreach (var operation in function.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "WriteAsync" or "TryWrite" or "WaitToWriteAsync" } write)
                return write.Syntax.SpanStart;
        return 0;
    }

    /// <summary>The function also writes, before it completes.</summary>
    private static bool Produces(IOperation function, IOperation completion)
    {
        foreach (var operation in function.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "WriteAsync" or "TryWrite" or "WaitToWriteAsync" } write
                && TypeName.Is(write.TargetMethod.ContainingType, "System.Threading.Channels.ChannelWriter")
                && (write.Syntax.SpanStart < completion.Syntax.SpanStart
                    || (Ops.Loop(completion) is { } turn && Ops.Contains(turn, write)))
                    && ReferenceEquals(Ops.FunctionRoot(write), function))
                return true;
        foreach (var operation in function.Descendants())
            if (operation is IArgumentOperation argument && argument.Syntax.SpanStart < completion.Syntax.SpanStart
                && TypeName.Is(Ops.Bare(argument.Value)?.Type, "System.Threading.Channels.ChannelWriter")
                && argument.Parent?.Parent is IAwaitOperation)
                return true;
        return false;
    }

    /// <summary>
    /// A completion in a call-back, a catch or a finally of this member, outside this function's own flow.
    /// </summary>
    private static bool CompletesElsewhere(IOperation function, IInvocationOperation completion, Body body)
    {
        foreach (var call in body.Calls)
        {
            if (!IsCompletion(call) || ReferenceEquals(call, completion))
                continue;
            var own = ReferenceEquals(Ops.FunctionRoot(call), function);
            if (!own && SameWriter(call, completion))
                return true;
        }
        return false;
    }

    /// <summary>
    /// The channel is kept in a member, and another member of the type completes it too: its clean-up, for example.
    /// </summary>
    private static bool OthersComplete(TypeWorld world, IInvocationOperation completion, Body body)
    {
        if (Root(completion.Instance) is not { } member || !world.Owns(member.ContainingType)
            || member is ILocalSymbol or IParameterSymbol)
            return false;
        foreach (var other in world.Bodies)
            if (!ReferenceEquals(other, body))
                foreach (var call in other.Calls)
                    if (IsCompletion(call) && SameWriter(call, completion))
                        return true;
        return false;
    }

    /// <summary>Taken out of a map for this one item: the channel is fed by many calls, not by this one.</summary>
    private static bool IsLookedUp(IInvocationOperation completion, Body body)
    {
        if (Root(completion.Instance) is not ILocalSymbol local)
            return false;
        foreach (var mention in body.ReferencesTo(local))
            if (mention.Parent is IDeclarationExpressionOperation { Parent: IArgumentOperation { Parameter.RefKind: RefKind.Out } })
                return true;
        return false;
    }

    private static bool SameWriter(IInvocationOperation left, IInvocationOperation right) =>
        SymbolEqualityComparer.Default.Equals(Root(left.Instance), Root(right.Instance));

    private static ISymbol? Root(IOperation? writer)
    {
        var bare = Ops.Reached(writer);
        return bare is IPropertyReferenceOperation { Property.Name: "Writer", Instance: { } channel }
            ? Ops.Symbol(Ops.Reached(channel)) : Ops.Symbol(bare);
    }

    private static bool CallersComplete(TypeWorld world, Body body)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (_, caller) in world.CallersOf(method))
            foreach (var call in caller.Calls)
                if (IsCompletion(call))
                    return true;
        return false;
    }
}
