using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Fields that take a wrapper of what they hold, again and again: each layer keeps all that are below.</summary>
internal static class WrappedChains
{
    /// <summary>Some code that runs without end puts a layer around the field's object.</summary>
    public static bool Are(TypeWorld world, ISymbol member, ITypeSymbol type)
    {
        if (type is not { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None }
            || member is IFieldSymbol { IsReadOnly: true })
            return false;
        foreach (var (place, body) in world.UsesOf(member))
            if (Ops.Parent(place, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child) && Wraps(put)
                && (EndlessLoops.Around(put) is not null || RemoteSources.IsCallback(world, put, body)))
                return true;
        return false;
    }

    public static bool Wraps(IAssignmentOperation assignment)
    {
        if (Ops.Bare(assignment.Value) is not IObjectCreationOperation { Type: INamedTypeSymbol made } layer
            || Ops.Symbol(assignment.Target) is not { } member || !Keeps(made, assignment.Target.Type))
            return false;
        foreach (var argument in layer.Arguments)
            if (Ops.Bare(argument.Value) is { } given
                && (SymbolEqualityComparer.Default.Equals(Ops.Symbol(given), member) || LongerCopies.IsAlias(given, member)))
                return true;
        return false;
    }

    /// <summary>An exception keeps its cause; a class of the program what it has a field or a parameter of its own for.</summary>
    private static bool Keeps(INamedTypeSymbol made, ITypeSymbol? held)
    {
        if (TypeName.Derives(made, "System.Exception"))
            return true;
        if (made.DeclaringSyntaxReferences.IsEmpty || held is null || SymbolEqualityComparer.Default.Equals(made, held))
            return false;
        foreach (var member in made.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field && SymbolEqualityComparer.Default.Equals(field.Type, held))
                return true;
        foreach (var constructor in made.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
                if (SymbolEqualityComparer.Default.Equals(parameter.Type, held)
                    && constructor.DeclaringSyntaxReferences is { Length: > 0 } places
                    && places[0].GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax)
                    return true;
        return false;
    }
}
