using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Streamed responses, or the streams in them, that are put into a private member of the object that asked.
/// </summary>
internal static class KeptStreams
{
    /// <summary>
    /// Where one is kept, in which member, and whether it is sure that it is lost there: never released, or overwritten
    /// by the next.
    /// </summary>
    public static IEnumerable<(IOperation Place, ISymbol Member, bool IsSure)> Of(TypeWorld world, Body body)
    {
        foreach (var call in body.Calls)
            if (Streamed(world, call, body) is { } opened && Destination.Of(call) is
                {
                    Kind: DestinationKind.Member, Symbol:
                    {
                        IsStatic: false,
                        DeclaredAccessibility: Accessibility.Private
                    } member
                } home && world.Owns(member.ContainingType) && !IsElsewhere(home))
                if (!RoleReader.In(world).IsLetGo(member))
                    yield return (Asked(opened, call) ?? home.Place, member, true);
                else if (FieldOverwrite.Of(world, call, member, body) is { } repeats)
                    yield return (Asked(opened, call) ?? home.Place, member, repeats);
    }

    private static bool IsElsewhere(Destination home) => home.Place is not IAssignmentOperation;

    /// <summary>Where the response was asked for, when only the stream in it is kept.</summary>
    private static IOperation? Asked(IOperation opened, IInvocationOperation call) => ReferenceEquals(opened, call) ? null : opened;

    /// <summary>The call that returned the response of which the call, or its stream, is.</summary>
    private static IOperation? Streamed(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (FactoryMethods.Of(world.Scope).Made(call) == Fresh.Response)
            return call;
        if (call.TargetMethod.Name is not ("ReadAsStreamAsync" or "ReadAsStream")
            || Ops.Reached(call.Instance) is not IPropertyReferenceOperation { Property.Name: "Content", Instance: { } response })
            return null;
        return Ops.Reached(response) is ILocalReferenceOperation local && Ops.Core(Locals.Initial(local, body)) is { } made
            && FactoryMethods.Of(world.Scope).Made(made) == Fresh.Response ? made : null;
    }
}
