using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Fields that take a wrapper of what they hold, again and again: each layer keeps all that are below.</summary>
internal static class WrappedChains
{
    /// <summary>Contracts of packages whose extension methods return a layer around what they are given.</summary>
    private static readonly HashSet<string> Layered = new(StringComparer.Ordinal)
    {
        "Grpc.Core.CallInvoker", "System.IObservable", "System.Collections.Generic.IAsyncEnumerable", "System.Linq.IQueryable",
    };

    /// <summary>Some code that runs without end, or after each failure, puts a layer around the field's object.</summary>
    public static bool Are(TypeWorld world, ISymbol member, ITypeSymbol type)
    {
        if (type is not { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None }
            || member is IFieldSymbol { IsReadOnly: true })
            return false;
        foreach (var (place, body) in world.UsesOf(member))
            if (Ops.Parent(place, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child)
                && Wraps(world, put) && (IsRetried(put, body) || EndlessLoops.Around(put) is not null
                    || RemoteSources.IsCallback(world, put, body)))
                return true;
        return false;
    }

    /// <summary>Done by an object's ordinary code whenever something has failed: one more layer for each failure.</summary>
    public static bool IsRetried(IOperation place, Body body) => Ops.Ancestor<ICatchClauseOperation>(place) is not null
        && body.Method is { MethodKind: MethodKind.Ordinary };

    public static bool Wraps(TypeWorld world, IAssignmentOperation assignment)
    {
        if (Ops.Symbol(assignment.Target) is not { } member || assignment.Target.Type is not { } held)
            return false;
        return Ops.Bare(assignment.Value) switch
        {
            IObjectCreationOperation { Type: INamedTypeSymbol made } layer => Keeps(made, held)
                && layer.Arguments.Any(argument => IsHeld(argument.Value, member)),
            IInvocationOperation call => IsLayer(world, call, member, held),
            _ => false,
        };
    }

    private static bool IsHeld(IOperation given, ISymbol member) => Ops.Bare(given) is { } bare
        && (SymbolEqualityComparer.Default.Equals(Ops.Symbol(bare), member) || LongerCopies.IsAlias(bare, member) || IsCause(bare, member));

    /// <summary>A local with an exception that has it as a cause.</summary>
    private static bool IsCause(IOperation given, ISymbol member) => given is ILocalReferenceOperation { Local: var local }
        && TypeName.Derives(given.Type, "System.Exception") && Locals.Initial(local, Ops.FunctionRoot(given)) is { } made
        && made.DescendantsAndSelf().OfType<IObjectCreationOperation>().Any(cause => cause.Arguments.Any(argument =>
            argument.Descendants().Any(part => SymbolEqualityComparer.Default.Equals(Ops.Symbol(part), member))));

    /// <summary>A call with the field's object that returns a layer around it: one of the program's, or of a known contract.</summary>
    private static bool IsLayer(TypeWorld world, IInvocationOperation call, ISymbol member, ITypeSymbol held)
    {
        var receiver = Ops.Receiver(call);
        if (receiver is not null && IsHeld(receiver, member) && Layered.Contains(TypeName.Of(held))
            && call.TargetMethod.DeclaringSyntaxReferences.IsEmpty)
            return SymbolEqualityComparer.Default.Equals(call.Type, held);
        if (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || !(receiver is not null && IsHeld(receiver, member)
            || call.Arguments.Any(argument => IsHeld(argument.Value, member)))
            || ForeignCode.Of(world.Scope).BodyOf(call.TargetMethod) is not { } code)
            return false;
        foreach (var operation in code.Root.Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } answer } && Ops.Bare(answer) is IObjectCreationOperation
                { Type: INamedTypeSymbol made } layer && Keeps(made, held) && layer.Arguments.Any(static argument =>
                    Ops.Bare(argument.Value) is IParameterReferenceOperation or IInstanceReferenceOperation))
                return true;
        return false;
    }

    /// <summary>An exception keeps its cause; a class of the program what it has a field or a parameter of its own for.</summary>
    private static bool Keeps(INamedTypeSymbol made, ITypeSymbol held)
    {
        if (TypeName.Derives(made, "System.Exception"))
            return true;
        if (made.DeclaringSyntaxReferences.IsEmpty || SymbolEqualityComparer.Default.Equals(made, held))
            return false;
        foreach (var member in made.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field && SymbolEqualityComparer.Default.Equals(field.Type, held))
                return true;
        foreach (var constructor in made.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
                if (SymbolEqualityComparer.Default.Equals(parameter.Type, held)
                    && constructor.DeclaringSyntaxReferences is { Length: > 0 } places
                    && places[0].GetSyntax() is TypeDeclarationSyntax)
                    return true;
        return false;
    }
}
