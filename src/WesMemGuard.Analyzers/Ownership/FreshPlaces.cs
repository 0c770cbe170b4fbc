using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>The places of a body that get something fresh from a call or a property.</summary>
internal static class FreshPlaces
{
    public static IEnumerable<IOperation> Of(TypeWorld world, Body body, Fresh kind)
    {
        var answers = Answers.Of(world.Scope);
        foreach (var call in body.Calls)
            if (answers.Made(call) == kind)
                yield return call;
        foreach (var unbound in body.Unbound)
            if (UnboundCalls.Made(unbound) == kind)
                yield return unbound;
        foreach (var member in body.Members)
            if (member is IPropertyReferenceOperation property && !IsTarget(property) && answers.Made(property) == kind)
                yield return property;
    }

    /// <summary>
    /// Calls that give something fresh by an out variable, in a tuple, in another object or one by one, which nothing releases or hands on.
    /// </summary>
    public static IEnumerable<IInvocationOperation> LostOutputs(TypeWorld world, Body body, Fresh kind)
    {
        foreach (var call in body.Calls)
        {
            foreach (var argument in call.Arguments)
                if (argument.Parameter is { RefKind: RefKind.Out } parameter
                    && Ops.Symbol(argument.Value) is ILocalSymbol local
                    && Answers.Of(world.Scope).OfOutput(parameter) == kind
                    && RoleReader.In(world).Discharges(local, body).Count == 0)
                    yield return call;
            if (LostParts.Of(world, call, body, kind) || (Answers.Of(world.Scope).Carried(call) == kind
                && Fates.Of(world, call, body) is Fate.Dropped or Fate.NeverReleased))
                yield return call;
        }
    }

    /// <summary>The called method's or the property's name, for messages.</summary>
    public static string NameOf(IOperation place) => place switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        { Syntax: InvocationExpressionSyntax call } => LastName.Of(call.Expression) ?? "",
        _ => "",
    };

    private static bool IsTarget(IOperation property) => Ops.Parent(property, out var child) is IAssignmentOperation put
        && ReferenceEquals(put.Target, child);
}
