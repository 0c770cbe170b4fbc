using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// States that are replaced by a changed copy with a longer collection in it, by code that returns the next state to whoever
/// keeps it: <c>state with { History = state.History.Add(item) }</c>.
/// </summary>
internal static class GrowingStates
{
    /// <summary>The places that lengthen one, with the property, where no code of the type ever shortens it.</summary>
    public static IEnumerable<(IOperation Place, ISymbol Member)> Of(TypeWorld world)
    {
        foreach (var body in world.Bodies)
            foreach (var (copy, part, value) in Parts(body))
                if (Grows(value, part, body) && IsKept(world, copy, body) && !IsShortened(world, part))
                    yield return (value, part);
    }

    /// <summary>What copies of records and new ones are given for which property.</summary>
    private static IEnumerable<(IOperation Copy, IPropertySymbol Part, IOperation Value)> Parts(Body body)
    {
        foreach (var copy in body.Copies)
            foreach (var step in copy.Initializer.Initializers)
                if (step is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var part } } put)
                    yield return (copy, part.OriginalDefinition, put.Value);
        foreach (var made in body.Creations)
            if (made.Type is INamedTypeSymbol { IsRecord: true, DeclaringSyntaxReferences.IsEmpty: false } record)
                foreach (var argument in made.Arguments)
                    if (argument.Parameter is { } parameter
                        && record.GetMembers(parameter.Name).FirstOrDefault() is IPropertySymbol part)
                        yield return (made, part.OriginalDefinition, argument.Value);
    }

    /// <summary>The property's own earlier value with more in it, at once or by way of a local.</summary>
    private static bool Grows(IOperation value, IPropertySymbol part, Body body)
    {
        if (Ops.Bare(value) is ILocalReferenceOperation { Local: var local })
            return IsPart(body.InitialOf(local), part) && body.ReferencesTo(local).Any(mention =>
                Ops.Parent(mention, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child)
                && Root(put.Value) is ILocalReferenceOperation before && SymbolEqualityComparer.Default.Equals(before.Local, local));
        if (value.Syntax is CollectionExpressionSyntax { Elements: { Count: > 1 } elements })
            return elements.Any(element => element is SpreadElementSyntax { Expression: MemberAccessExpressionSyntax spread }
                && spread.Name.Identifier.ValueText == part.Name && spread.Expression is not ThisExpressionSyntax);
        return IsPart(Root(value), part);
    }

    /// <summary>What a chain of calls that only add begins with; null where nothing is added or something is left out.</summary>
    private static IOperation? Root(IOperation value)
    {
        var adds = false;
        var step = Ops.Bare(value);
        while (step is IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var owner } } call)
        {
            var isQuery = TypeName.Of(owner) == "System.Linq.Enumerable";
            if (!isQuery && !CollectionTypes.IsImmutable(call.Instance?.Type))
                return null;
            if (isQuery ? name is "Append" or "Prepend" or "Concat" : name is "SetItem" or "SetItems" or "Union"
                || MethodNames.Effect(name) == UseKind.Grow)
                adds = true;
            else if (!isQuery || name is not ("ToList" or "ToArray" or "ToHashSet" or "ToImmutableList" or "ToImmutableArray"))
                return null;
            step = Ops.Reached(call.Instance ?? Ops.ArgumentAt(call, 0));
        }
        return adds ? step : null;
    }

    /// <summary>The property of a state that is at hand: given, got or kept, and not the object itself, as a builder's is.</summary>
    private static bool IsPart(IOperation? value, IPropertySymbol part) =>
        Ops.Bare(value) is IPropertyReferenceOperation { Instance: { } state } reference
            && Ops.Reached(state) is not IInstanceReferenceOperation
        && SymbolEqualityComparer.Default.Equals(reference.Property.OriginalDefinition, part);

    /// <summary>The next state goes into a member, or is the answer of a function whose answers go there.</summary>
    private static bool IsKept(TypeWorld world, IOperation copy, Body body)
    {
        var home = Destination.Of(copy);
        if (home.Kind == DestinationKind.Member)
            return copy is IObjectCreationOperation;
        if (home.Kind != DestinationKind.Returned)
            return false;
        if (Ops.Function(copy) is { } change)
            return IsTaken(Ops.Taker(change));
        return body.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method
            && Mentions.Of(world.Scope).Of(method).Any(IsTaken);
    }

    /// <summary>An exchange of a member's value, by a function of the value before.</summary>
    private static bool IsTaken(IOperation? taker) => taker is IArgumentOperation { Parent: IInvocationOperation exchange }
        && exchange.TargetMethod is { Name: "Update", ContainingType.Name: "ImmutableInterlocked" };

    /// <summary>
    /// A method's name where its answer goes into a member or to observers, or where it is handed over as the function that does so.
    /// </summary>
    private static bool IsTaken(SimpleNameSyntax mention)
    {
        var named = ExternalReach.Accessed(mention);
        if (named.Parent is ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax })
            return true;
        if (named.Parent is not InvocationExpressionSyntax call || call.Expression != named)
            return false;
        return call.Parent switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax or MemberAccessExpressionSyntax } put => put.Right == call
                && IsMember(put.Left, call),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax given } =>
                LastName.Of(given.Expression) is "OnNext" or "CompareExchange" or "Exchange" or "Write",
            _ => false,
        };
    }

    /// <summary>The state before is read from what the next one is put into.</summary>
    private static bool IsMember(ExpressionSyntax target, InvocationExpressionSyntax call) => (target is MemberAccessExpressionSyntax
            || target.FirstAncestorOrSelf<BlockSyntax>()?.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(local =>
                local.Identifier.ValueText == target.ToString()) != true)
        && call.ArgumentList.Arguments.Any(argument => SyntaxFactory.AreEquivalent(argument.Expression, target));

    /// <summary>Some copy gets another value for the property than a longer one.</summary>
    private static bool IsShortened(TypeWorld world, IPropertySymbol part)
    {
        foreach (var body in world.Bodies)
            foreach (var (copy, other, value) in Parts(body))
                if (SymbolEqualityComparer.Default.Equals(other, part) && !Grows(value, part, body) && !IsPart(value, part)
                    && !(copy is IObjectCreationOperation && Lifetimes.InitContext.IsConstruction(body.Member)))
                    return true;
        foreach (var mention in Mentions.Of(world.Scope).Outside(world.Type, part))
            if (ExternalReach.Accessed(mention).Parent switch
            {
                AssignmentExpressionSyntax put => put.Left == mention,
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => MethodNames.Effect(name) == UseKind.Shrink
                    || name is "Skip" or "SkipLast" or "TakeLast",
                _ => false,
            })
                return true;
        return false;
    }
}
