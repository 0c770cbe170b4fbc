using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// List types of the program's own, which link their nodes themselves: known by their fields, and their methods by what
/// they do to them.
/// </summary>
internal sealed class OwnLists(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _lists = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, UseKind> _effects = new(SymbolEqualityComparer.Default);

    public static OwnLists Of(CompilationScope scope) => scope.Part(known => new OwnLists(known));

    /// <summary>A class of the program with a field of a type that has a field of its own type.</summary>
    public bool Contains(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false } named
            && _lists.GetOrAdd(named.OriginalDefinition, Reads);

    /// <summary>Whether a method puts a node in, takes one out, or does neither.</summary>
    public UseKind Effect(IMethodSymbol method) =>
        _effects.GetOrAdd(method.OriginalDefinition, known => Read((IMethodSymbol)known));

    private static bool Reads(ISymbol type)
    {
        foreach (var member in ((INamedTypeSymbol)type).GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field
                && !SymbolEqualityComparer.Default.Equals(field.Type, type)
                && IsNode(field.Type))
                return true;
        return false;
    }

    private static bool IsNode(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false })
            return false;
        foreach (var member in type.OriginalDefinition.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field
                && SymbolEqualityComparer.Default.Equals(field.Type.OriginalDefinition, type.OriginalDefinition))
                return true;
        return false;
    }

    private UseKind Read(IMethodSymbol method)
    {
        if (ForeignCode.Of(scope).BodyOf(method) is not { } body)
            return UseKind.Read;
        var effect = UseKind.Read;
        foreach (var operation in body.Root.Descendants())
        {
            if (operation is not ISimpleAssignmentOperation { Target: var target, Value: var value }
                || Ops.Bare(target) is not (IFieldReferenceOperation or IPropertyReferenceOperation)
                || !IsNode(target.Type))
                continue;
            if (IsNew(value, body))
                return UseKind.Grow;
            effect = UseKind.Shrink;
        }
        return effect;
    }

    /// <summary>Given or made here; a node that the list itself has led to was in it before.</summary>
    private static bool IsNew(IOperation value, Body body)
    {
        var bare = Ops.Bare(value);
        if (bare is ILocalReferenceOperation local)
            bare = Ops.Bare(Locals.Initial(local, body));
        return bare is IParameterReferenceOperation or IObjectCreationOperation;
    }
}
