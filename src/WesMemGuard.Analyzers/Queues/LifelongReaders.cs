using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>
/// The one bounded channel of an object that lives as long as the process: its readers run until they are told to stop,
/// and what it keeps doesn't grow.
/// </summary>
internal static class LifelongReaders
{
    public static bool Read(TypeWorld world, IInvocationOperation completion)
    {
        if (Ops.Reached(completion.Instance) is not IPropertyReferenceOperation { Property.Name: "Writer", Instance: { } channel }
            || Ops.Reached(channel) is not IFieldReferenceOperation { Field: { IsReadOnly: true } field }
            || !LifetimeMap.Of(world.Scope).IsApp(field.ContainingType) || !IsBounded(world, field))
            return false;
        var reads = false;
        foreach (var (mention, _) in world.UsesOf(field))
            if (Ops.Use(mention) is IPropertyReferenceOperation { Property.Name: "Reader" } reader)
            {
                if (Ops.Use(reader) is not IInvocationOperation call || !TakesToken(call))
                    return false;
                reads = true;
            }
        return reads;
    }

    private static bool IsBounded(TypeWorld world, IFieldSymbol field)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (call.TargetMethod is { Name: "CreateBounded", ContainingType.Name: "Channel" }
                    && SymbolEqualityComparer.Default.Equals(Destination.Of(call).Symbol, field))
                    return true;
        return false;
    }

    private static bool TakesToken(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (TypeName.Is(argument.Parameter?.Type, Tokens.Token) && argument.ArgumentKind != ArgumentKind.DefaultValue
                && !Ops.IsNoToken(argument.Value))
                return true;
        return false;
    }
}
