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
            if (IsStreamed(world, call, body) && Destination.Of(call) is
                {
                    Kind: DestinationKind.Member, Symbol:
                    {
                        IsStatic: false,
                        DeclaredAccessibility: Accessibility.Private
                    } member
                } home && world.Owns(member.ContainingType) && !IsElsewhere(home))
                if (!RoleReader.In(world).IsLetGo(member))
                    yield return (home.Place, member, true);
                else if (FieldOverwrite.Of(world, call, member, body) is { } repeats)
                    yield return (home.Place, member, repeats);
    }

    private static bool IsElsewhere(Destination home) => home.Place is not IAssignmentOperation;

    private static bool IsStreamed(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (Answers.Of(world.Scope).Made(call) == Fresh.Response)
            return true;
        if (call.TargetMethod.Name is not ("ReadAsStreamAsync" or "ReadAsStream")
            || Ops.Reached(call.Instance) is not IPropertyReferenceOperation { Property.Name: "Content", Instance: { } response })
            return false;
        return Ops.Reached(response) is ILocalReferenceOperation local && Locals.Initial(local, body) is { } made
            && Answers.Of(world.Scope).Made(Ops.Core(made)) == Fresh.Response;
    }
}
