using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>Who owns the object that is subscribed to.</summary>
internal enum Origin
{
    /// <summary>Made by this code: it dies with it.</summary>
    Own,

    /// <summary>A method's parameter: the caller's.</summary>
    Parameter,

    /// <summary>Given to the constructor or taken from a container.</summary>
    Injected,

    /// <summary>A static member.</summary>
    Static,
}

/// <summary>Follows a receiver to where it comes from.</summary>
internal static class Publishers
{
    private const int MostHops = 4;

    public static Origin OriginOf(TypeWorld world, IOperation? receiver, Body body, int hops = 0)
    {
        if (hops > MostHops)
            return Origin.Own;
        var reached = Ops.Reached(receiver);
        switch (reached)
        {
            case null:
                return Origin.Static;
            case IInstanceReferenceOperation:
                return Origin.Own;
            case IParameterReferenceOperation parameter:
                return OfParameter(world, parameter, hops);
            case ILocalReferenceOperation local:
                return OfLocal(world, local, body, hops);
            case IMemberReferenceOperation { Member.IsStatic: true }:
                return Origin.Static;
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                var member = (IMemberReferenceOperation)reached;
                return member.Instance is null or IInstanceReferenceOperation
                    ? OfMember(world, member, body, hops) : Chained(world, member.Instance, body, hops);
            case IInvocationOperation call:
                return OfCall(world, call, body, hops);
            case IInvalidOperation { Syntax: InvocationExpressionSyntax } unbound when LockedGrowth(unbound) is { } given:
                return OriginOf(world, given, body, hops + 1);
            default:
                return Origin.Own;
        }
    }

    /// <summary>The publisher that a chain of operators starts from.</summary>
    public static IOperation? Source(IOperation? receiver)
    {
        var current = Ops.Reached(receiver);
        while (current is IInvocationOperation call && Ops.Receiver(call) is { } next)
            current = next;
        return current;
    }

    /// <summary>A parameter of private code is what its callers give.</summary>
    private static Origin OfParameter(TypeWorld world, IParameterReferenceOperation reference, int hops)
    {
        if (IsLambdaParameter(reference))
            return IsOfContainer(world, reference) ? Origin.Injected : Origin.Own;
        if (InConstructor(reference))
            return Origin.Injected;
        if (reference.Parameter is not
            {
                Ordinal: var ordinal,
                ContainingSymbol: IMethodSymbol { DeclaredAccessibility: Accessibility.Private } method
            }
            || world.CallersOf(method) is not { Count: > 0 } callers)
            return Origin.Parameter;
        var most = Origin.Own;
        foreach (var (call, caller) in callers)
            if (OriginOf(world, Ops.ArgumentAt(call, ordinal), caller, hops + 1) is var origin && origin > most)
                most = origin;
        return most;
    }

    private static Origin Chained(TypeWorld world, IOperation instance, Body body, int hops) =>
        OriginOf(world, instance, body, hops + 1);

    private static Origin OfCall(TypeWorld world, IInvocationOperation call, Body body, int hops)
    {
        if (call.TargetMethod.Name is "GetRequiredService" or "GetService" or "GetRequiredKeyedService")
            return Origin.Injected;
        if (Ops.Receiver(call) is { } receiver && call.TargetMethod.IsExtensionMethod)
            return OriginOf(world, receiver, body, hops + 1);
        return AnswersWithArgument(call.TargetMethod.OriginalDefinition)
            ? OriginOf(world, Ops.ArgumentAt(call, 0), body, hops + 1) : Origin.Own;
    }

    /// <summary>A check of whatever it is given, by its own type: <c>NotNull&lt;T&gt;(T value)</c>.</summary>
    private static bool AnswersWithArgument(IMethodSymbol method) =>
        method is { IsStatic: true, ReturnType: ITypeParameterSymbol answer, Parameters: { Length: > 0 } given }
        && SymbolEqualityComparer.Default.Equals(given[0].Type, answer);

    /// <summary>The parameter that a check of the program's own, which isn't there, is given with its name or a text.</summary>
    private static IOperation? LockedGrowth(IInvalidOperation unbound)
    {
        IOperation? given = null;
        foreach (var part in unbound.ChildOperations)
            if (part is IParameterReferenceOperation && given is null)
                given = part;
            else if (part is not INameOfOperation && !part.ConstantValue.HasValue && part.Kind != OperationKind.None)
                return null;
        return given;
    }

    private static bool IsLambdaParameter(IParameterReferenceOperation parameter) =>
        parameter.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction };

    /// <summary>
    /// A class or contract of the program that a request's function is given: the container gives it, and not a new one each time.
    /// </summary>
    private static bool IsOfContainer(TypeWorld world, IParameterReferenceOperation reference) =>
        Ops.Function(reference) is { } function && RemoteSources.IsServed(function)
        && reference.Parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, IsRecord: false } type
        && !type.DeclaringSyntaxReferences.IsEmpty && !Registrations.Of(world.Scope).IsPerRequest(type);

    private static bool InConstructor(IParameterReferenceOperation parameter) =>
        parameter.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor };

    private static Origin OfLocal(TypeWorld world, ILocalReferenceOperation local, Body body, int hops)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IVariableDeclaratorOperation { Initializer: { } initializer } declarator
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local))
                return OriginOf(world, Ops.Core(initializer.Value), body, hops + 1);
            else if (operation is IForEachLoopOperation { IsAsynchronous: false } each
                && each.Locals.Contains(local.Local, SymbolEqualityComparer.Default))
                return OriginOf(world, each.Collection, body, hops + 1);
        return Origin.Own;
    }

    /// <summary>A member is as foreign as the most foreign value put into it.</summary>
    private static Origin OfMember(TypeWorld world, IMemberReferenceOperation reference, Body home, int hops)
    {
        var member = reference.Member.OriginalDefinition;
        if (InheritedPublishers.IsInjected(member))
            return Origin.Injected;
        if (!world.Owns(member.ContainingType))
            return reference.Member.IsStatic
                ? Origin.Static : InheritedPublishers.IsGiven(reference) ? Origin.Injected : Origin.Own;
        var found = Origin.Own;
        if (InitContext.IsConstruction(home.Member))
            foreach (var (mention, body) in world.UsesOf(member))
                if (ReferenceEquals(body, home) && mention.Syntax.SpanStart < reference.Syntax.SpanStart
                    && Deconstructions.ValueFor(mention) is { } given && Ops.Bare(given) is not IObjectCreationOperation)
                    return OfValue(world, given, body, hops);
        foreach (var body in world.Bodies)
        {
            if (!SymbolEqualityComparer.Default.Equals(body.Member, member))
                continue;
            foreach (var operation in body.Root.Descendants())
                if (operation is IParameterReferenceOperation or IObjectCreationOperation)
                    return operation is IParameterReferenceOperation ? Origin.Injected : Origin.Own;
        }
        foreach (var (mention, body) in world.UsesOf(member))
        {
            if (Deconstructions.ValueFor(mention) is not { } value)
                continue;
            var origin = OfValue(world, value, body, hops);
            if (origin == Origin.Own && Ops.Bare(value) is IObjectCreationOperation)
                return Origin.Own;
            if (origin > found)
                found = origin;
        }
        return found;
    }

    private static Origin OfValue(TypeWorld world, IOperation value, Body body, int hops) => Ops.Bare(value) switch
    {
        ICoalesceOperation coalesce when Ops.Bare(coalesce.WhenNull) is not IThrowOperation => Origin.Own,
        ICoalesceOperation coalesce => OriginOf(world, coalesce.Value, body, hops + 1),
        { } other => OriginOf(world, other, body, hops + 1),
        _ => Origin.Own,
    };
}
