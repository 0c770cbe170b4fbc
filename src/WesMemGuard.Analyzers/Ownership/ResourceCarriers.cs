using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Tuples, records and other objects of the program that hold what somebody must release and can't be disposed themselves: who
/// gets one owes the release of its parts.
/// </summary>
internal sealed class ResourceCarriers(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public static ResourceCarriers Of(CompilationScope scope) => scope.Part(known => new ResourceCarriers(known));

    /// <summary>Its parts can be reached and it can't be disposed, whatever they are.</summary>
    public static bool IsPlain(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (named.IsTupleType || (named.TypeKind is TypeKind.Class or TypeKind.Struct && !named.IsStatic
            && !named.DeclaringSyntaxReferences.IsEmpty && !TypeName.IsDisposable(named)));

    /// <summary>Some member of it is of a type that somebody must release.</summary>
    public bool Contain(ITypeSymbol? type) => IsPlain(type)
        && (_known.TryGetValue(type!, out var known) ? known : _known.GetOrAdd(type!, Holds((INamedTypeSymbol)type!)));

    /// <summary>What of an object that is made here is fresh: its kind, and the operation that gives it; null: nothing.</summary>
    public (Fresh Kind, IOperation Part)? FreshIn(IOperation? whole, Func<IOperation?, int, Fresh> made, int hops)
    {
        if (whole is null || !Contain(whole.Type))
            return null;
        foreach (var part in PartsOf(whole))
            if (OwedTypes.Contains(Tasks.Result(part.Type), scope) && made(Source(part), hops) is var kind and not Fresh.None)
                return (kind, part);
        return null;
    }

    /// <summary>An object of these is made with the argument, and keeps it.</summary>
    public bool Takes(IObjectCreationOperation creation, IArgumentOperation argument) => Contain(creation.Type)
        && creation.Constructor is { } constructor && argument.Parameter is { } parameter
        && !StartsItself(constructor) && Keeps(constructor, parameter);

    /// <summary>The value that a member is set to, or that a local of that value was declared with.</summary>
    public static IOperation? Behind(IOperation? value) => Ops.Core(value) is ILocalReferenceOperation local
        ? Ops.Core(Locals.Initial(local.Local, Ops.FunctionRoot(local))) : Ops.Core(value);

    private bool Holds(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
            return type.TupleElements.Any(element => OwedTypes.Contains(element.Type, scope));
        return type.GetMembers().Any(member => member is IFieldSymbol { IsStatic: false } field && OwedTypes.Contains(field.Type, scope))
            || IsCaptured(type);
    }

    /// <summary>A class's own parameters of such types, which its code uses.</summary>
    private bool IsCaptured(INamedTypeSymbol type) => type.InstanceConstructors.Any(made => IsPrimary(made)
        && made.Parameters.Any(parameter => OwedTypes.Contains(parameter.Type, scope)));

    private static bool IsPrimary(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences is { Length: > 0 } declared
        && declared[0].GetSyntax() is TypeDeclarationSyntax;

    private IEnumerable<IOperation> PartsOf(IOperation made)
    {
        if (made is ITupleOperation tuple)
            foreach (var element in tuple.Elements)
                yield return Ops.Core(element)!;
        if (made is not IObjectCreationOperation { Constructor: { } constructor } creation || StartsItself(constructor))
            yield break;
        foreach (var argument in creation.Arguments)
            if (argument.Parameter is { } parameter && Keeps(constructor, parameter))
                yield return Ops.Core(argument.Value)!;
        if (creation.Initializer is { } initializer)
            foreach (var set in initializer.Initializers)
                if (set is ISimpleAssignmentOperation put)
                    yield return Ops.Core(put.Value)!;
    }

    /// <summary>A local stands for what it was declared with, unless its scope disposes that.</summary>
    private static IOperation? Source(IOperation part)
    {
        if (part is not ILocalReferenceOperation local)
            return part;
        var made = Locals.Initial(local.Local, Ops.FunctionRoot(part));
        return made is null || Destination.Of(Ops.Bare(made)!).Kind == DestinationKind.Using ? null : Ops.Core(made);
    }

    /// <summary>The constructor puts the argument into a member.</summary>
    private bool Keeps(IMethodSymbol constructor, IParameterSymbol parameter)
    {
        if (IsPrimary(constructor))
            return true;
        if (ForeignCode.Of(scope).BodyOf(constructor) is not { Method: { } own } body)
            return false;
        foreach (var mention in body.ReferencesTo(own.Parameters[parameter.Ordinal]))
            if (Deconstructions.IsGiven(mention))
                return true;
        return false;
    }

    /// <summary>The constructor calls the object's own code, which may well see to its end.</summary>
    private bool StartsItself(IMethodSymbol constructor) => !IsPrimary(constructor)
        && ForeignCode.Of(scope).BodyOf(constructor) is { } body
        && body.Calls.Exists(call => Ops.Reached(call.Instance) is IInstanceReferenceOperation);
}
