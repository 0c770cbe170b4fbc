using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>The places of each body of a type that get something fresh from a call or a property; read once for all rules.</summary>
internal sealed class FreshPlaces
{
    private readonly Dictionary<Body, List<(IOperation Place, Fresh Kind)>> _made = [];
    private readonly Dictionary<Body, List<IInvocationOperation>> _giving = [];

    private FreshPlaces()
    {
    }

    public static IEnumerable<IOperation> Of(TypeWorld world, Body body, Fresh kind)
    {
        foreach (var (place, made) in In(world).MadeBy(world, body))
            if (made == kind)
                yield return place;
    }

    /// <summary>
    /// Calls that give something fresh by an out variable, in a tuple, in another object or one by one, which nothing releases or hands on.
    /// </summary>
    public static IEnumerable<IInvocationOperation> LostOutputs(TypeWorld world, Body body, Fresh kind)
    {
        foreach (var call in In(world).Giving(world, body))
        {
            foreach (var argument in call.Arguments)
                if (argument.Parameter is { RefKind: RefKind.Out } parameter
                    && Ops.Symbol(argument.Value) is ILocalSymbol local
                    && FactoryMethods.Of(world.Scope).OfOutput(parameter) == kind
                    && RoleReader.In(world).Discharges(local, body).Count == 0)
                    yield return call;
            if (LostParts.Of(world, call, body, kind) || (FactoryMethods.Of(world.Scope).Carried(call) == kind
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

    private static FreshPlaces In(TypeWorld world) => world.Part(static _ => new FreshPlaces());

    private List<(IOperation Place, Fresh Kind)> MadeBy(TypeWorld world, Body body)
    {
        if (_made.TryGetValue(body, out var known))
            return known;
        var found = new List<(IOperation, Fresh)>();
        var answers = FactoryMethods.Of(world.Scope);
        foreach (var call in body.Calls)
            Add(found, call, answers.Made(call));
        foreach (var unbound in body.Unbound)
            Add(found, unbound, UnboundCalls.Made(unbound));
        foreach (var member in body.Members)
            if (member is IPropertyReferenceOperation property && !IsTarget(property))
                Add(found, property, answers.Made(property));
        _made.Add(body, found);
        return found;
    }

    private static void Add(List<(IOperation, Fresh)> found, IOperation place, Fresh kind)
    {
        if (kind != Fresh.None)
            found.Add((place, kind));
    }

    /// <summary>Calls of methods of this program that may give something otherwise than as their plain answer.</summary>
    private List<IInvocationOperation> Giving(TypeWorld world, Body body)
    {
        if (_giving.TryGetValue(body, out var known))
            return known;
        var found = body.Calls.FindAll(call => MayGive(world, call));
        _giving.Add(body, found);
        return found;
    }

    private static bool MayGive(TypeWorld world, IInvocationOperation call)
    {
        if (call.TargetMethod.ContainingAssembly is not ISourceAssemblySymbol)
            return false;
        foreach (var parameter in call.TargetMethod.Parameters)
            if (parameter.RefKind == RefKind.Out)
                return true;
        return LostParts.MayBe(call) || (call.Type is { SpecialType: SpecialType.None } answer
            && ResourceCarriers.Of(world.Scope).Contain(Tasks.Result(answer)));
    }

    private static bool IsTarget(IOperation property) => Ops.Parent(property, out var child) is IAssignmentOperation put
        && ReferenceEquals(put.Target, child);
}
