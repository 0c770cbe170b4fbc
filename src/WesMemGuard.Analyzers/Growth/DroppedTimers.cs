using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Timers that the code which makes them disposes at once, or drops: their call-backs don't run.</summary>
internal static class DroppedTimers
{
    /// <summary>All that names a method is the call-back of such a timer.</summary>
    public static bool Run(TypeWorld world, SimpleNameSyntax mention)
    {
        foreach (var body in world.Bodies)
            foreach (var timer in body.Creations)
                if (timer.Type is { Name: "Timer", ContainingNamespace.Name: "Threading" } && timer.Syntax.Span.Contains(mention.Span)
                    && timer.Syntax.SyntaxTree == mention.SyntaxTree)
                    return IsLost(timer, body) || IsNeverSet(world, timer);
        foreach (var body in world.Bodies)
            foreach (var subscription in body.Subscriptions)
                if (subscription.Adds && subscription.Syntax.Span.Contains(mention.Span)
                    && subscription.Syntax.SyntaxTree == mention.SyntaxTree && subscription.EventReference is IEventReferenceOperation
                    { Instance: IMemberReferenceOperation { Member: var timer } source }
                    && TypeName.Is(source.Type, "System.Timers.Timer") && world.Owns(timer.ContainingType))
                    return IsNeverStarted(world, timer);
        return false;
    }

    /// <summary>Made with an infinite due time, and nothing changes that.</summary>
    private static bool IsNeverSet(TypeWorld world, IObjectCreationOperation timer)
    {
        if (timer.Arguments.Length < 3 || Destination.Of(timer) is not { Kind: DestinationKind.Member, Symbol: { } kept }
            || Ops.Bare(timer.Arguments[2].Value) is not { } due || !(due.ConstantValue is { HasValue: true, Value: -1 or -1L }
                || due is IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" }))
            return false;
        foreach (var (place, _) in world.UsesOf(kept))
            if (Ops.Use(place) is IInvocationOperation { TargetMethod.Name: "Change" } or IArgumentOperation or IReturnOperation)
                return false;
        return true;
    }

    private static bool IsNeverStarted(TypeWorld world, ISymbol timer)
    {
        foreach (var (place, _) in world.UsesOf(timer))
            switch (Ops.Use(place))
            {
                case IInvocationOperation { TargetMethod.Name: "Start" } or IPropertyReferenceOperation { Property.Name: "Enabled" }:
                case IArgumentOperation or IReturnOperation:
                case IAssignmentOperation { Value: var made } when made.Descendants().Any(static part =>
                    part is IPropertyReferenceOperation { Property.Name: "Enabled" }):
                    return false;
                default:
                    break;
            }
        return true;
    }

    private static bool IsLost(IObjectCreationOperation timer, Body body) => Destination.Of(timer) switch
    {
        { Kind: DestinationKind.Using } => !body.Root.Descendants().Any(static part => part is IAwaitOperation),
        { Kind: DestinationKind.Dropped } => true,
        { Kind: DestinationKind.Local, Symbol: { } local } => body.ReferencesTo(local).Count == 0,
        _ => false,
    };
}
