using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Fields that are no collection and grow like one: arrays and texts that take a longer copy of themselves, streams in
/// memory, chains of nodes, combined delegates, arrays of collections.
/// </summary>
internal static class NonCollectionGrowth
{
    /// <summary>What the type does to such a field; null when it never grows.</summary>
    public static List<CollectionUse>? Of(TypeWorld world, ISymbol member, ITypeSymbol type)
    {
        if (member is not (IFieldSymbol { IsConst: false } or IPropertySymbol) || Read(world, member, type) is not { } uses)
            return null;
        foreach (var use in uses)
            if (use.Kind == UseKind.Grow)
                return uses;
        return null;
    }

    /// <summary>A text of an object that takes a longer one's place here.</summary>
    public static bool IsText(IMemberReferenceOperation mention) => mention is
        (IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false })
            and { Type.SpecialType: SpecialType.System_String }
        && Ops.Parent(mention, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child)
        && (put is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Value.ConstantValue.HasValue: false }
            || LongerCopies.Are(put));

    public static List<CollectionUse> OfPlaces(TypeWorld world, List<(IMemberReferenceOperation Place, Body Body)> places) =>
        places.ConvertAll(found => Value(world, found.Place, found.Body));

    private static List<CollectionUse>? Read(TypeWorld world, ISymbol member, ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { ElementType: var element } && CollectionTypes.Contains(element))
            return UsageReader.OfPlaces(world, Elements(world, member));
        if (TypeName.Of(type) is "System.IO.MemoryStream" or "System.Buffers.ArrayBufferWriter")
            return Sort(world, member, Stream);
        if (type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Delegate }
            || (IsNode(type) && !IsCut(world, type)) || IsSequence(type) || WrappedChains.Are(world, member, type))
            return Sort(world, member, (place, body) => Value(world, place, body));
        return null;
    }

    private static IEnumerable<(IOperation, Body)> Elements(TypeWorld world, ISymbol member)
    {
        foreach (var (place, body) in world.UsesOf(member))
            if (Ops.Use(place) is IArrayElementReferenceOperation element)
                yield return (element, body);
    }

    private static List<CollectionUse> Sort(TypeWorld world, ISymbol member, Func<IOperation, Body, CollectionUse> sort)
    {
        var uses = new List<CollectionUse>();
        foreach (var (place, body) in world.UsesOf(member))
            uses.Add(sort(place, body));
        return uses;
    }

    private static CollectionUse Stream(IOperation place, Body body)
    {
        switch (Ops.Use(place))
        {
            case IInvocationOperation { TargetMethod.Name: var name } call:
                return new CollectionUse(name.StartsWith("Write", StringComparison.Ordinal) || name == "Advance" ? UseKind.Grow
                    : name is "SetLength" or "Clear" or "ResetWrittenCount" || (name == "Seek" && IsToBegin(call))
                        ? UseKind.Shrink : UseKind.Read,
                    call, body);
            case IPropertyReferenceOperation { Property.Name: "Length" or "Position" or "Capacity" } size:
                return new CollectionUse(Size(size, body), size, body);
            case IPropertyReferenceOperation other:
                return new CollectionUse(UseKind.Read, other, body);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Write", IsExtensionMethod: true } } written }:
                return new CollectionUse(UseKind.Grow, written, body);
            case IAssignmentOperation put:
                return new CollectionUse(InitContext.IsConstruction(body.Member) ? UseKind.Initialize : UseKind.Replace, put, body);
            case var other:
                return new CollectionUse(UseKind.Escape, other ?? place, body);
        }
    }

    /// <summary>To the first byte: what is there is written over.</summary>
    private static bool IsToBegin(IInvocationOperation seek) => seek.Arguments.Length > 1
        && seek.Arguments[1].Value.ConstantValue is not { HasValue: true, Value: (int)SeekOrigin.End or (int)SeekOrigin.Current };

    /// <summary>Set back to a number, or compared where it is written to.</summary>
    private static UseKind Size(IPropertyReferenceOperation size, Body body)
    {
        if (Ops.Parent(size, out _) is IAssignmentOperation { Target: var target } put && Ops.Contains(target, size))
            return put.Value.ConstantValue.HasValue ? UseKind.Shrink : UseKind.Read;
        return Ops.Ancestor<IBinaryOperation>(size) is not null && body.Calls.Exists(static call =>
            call.TargetMethod.Name.StartsWith("Write", StringComparison.Ordinal)) ? UseKind.BoundCheck : UseKind.Read;
    }

    private static CollectionUse Value(TypeWorld world, IOperation place, Body body)
    {
        var parent = Ops.Parent(place, out var child);
        if (parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var read } }
            && read is { Name: "Read", ContainingType.Name: "Volatile" })
            return new CollectionUse(UseKind.Read, place, body);
        if (parent is IArgumentOperation { Parameter.RefKind: not RefKind.None, Parent: { } call })
            return new CollectionUse(call is IInvocationOperation changed
                && (IsOneLonger(changed, place) || LongerArrays.AreResized(world, changed, place) || IsNewNode(changed, place, body))
                    ? UseKind.Grow : UseKind.Replace, call, body);
        if (parent is IAssignmentOperation assignment && ReferenceEquals(assignment.Target, child))
            return new CollectionUse(IsMoved(world, assignment, place) ? UseKind.Read
                : LongerArrays.AreReplaced(world, assignment, place) ? UseKind.Grow : Effect(world, assignment, place, body),
                assignment, body, null, assignment.Value);
        if (parent is IPropertyReferenceOperation { Property.Name: "Length" } length && Ops.Parent(length, out _) is IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan
                    or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
            })
            return new CollectionUse(LongerArrays.AsksForMore(length, place) ? UseKind.Read : UseKind.BoundCheck, length, body);
        if (!IsLinked(parent, place))
            return new CollectionUse(UseKind.Read, place, body);
        return LinkedTails.Are(world, Ops.Symbol(place)!, place)
            ? new CollectionUse(UseKind.Grow, Ops.Parent(parent!, out _)!, body) : new CollectionUse(UseKind.Shrink, place, body);
    }

    /// <summary>The field goes on to the node that was linked to the one before.</summary>
    private static bool IsMoved(TypeWorld world, IAssignmentOperation assignment, IOperation place)
    {
        if (!IsNode(place.Type!) || Ops.Symbol(assignment.Value) is not (ILocalSymbol or IParameterSymbol))
            return false;
        foreach (var (mention, _) in world.UsesOf(Ops.Symbol(place)!))
            if (ReferenceEquals(Ops.FunctionRoot(mention), Ops.FunctionRoot(assignment))
                && LinkedTails.Are(world, Ops.Symbol(place)!, mention))
                return true;
        return false;
    }

    private static UseKind Effect(TypeWorld world, IAssignmentOperation assignment, IOperation place, Body body) => assignment switch
    {
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } => Ops.Function(place) is null
            && InitContext.IsConstruction(body.Member) || assignment.Value.ConstantValue.HasValue ? UseKind.Read
            : assignment.Target.Type is { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Delegate }
                ? UseKind.Grow : UseKind.Read,
        ICompoundAssignmentOperation => UseKind.Shrink,
        _ when LongerCopies.Are(assignment) || WrappedChains.Wraps(world, assignment) => UseKind.Grow,
        _ => InitContext.IsConstruction(body.Member) && Ops.Function(place) is null ? UseKind.Initialize : UseKind.Replace,
    };

    /// <summary><c>Array.Resize(ref all, all.Length + 1)</c>: a place for each call; one that doubles has a count of its own.</summary>
    private static bool IsOneLonger(IInvocationOperation call, IOperation place) =>
        call.TargetMethod is { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array }
        && Ops.Bare(Ops.ArgumentAt(call, 1)) is IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Add,
            LeftOperand: IPropertyReferenceOperation { Property.Name: "Length", Instance: { } measured },
            RightOperand.ConstantValue.HasValue: true
        } && SymbolEqualityComparer.Default.Equals(Ops.Symbol(measured), Ops.Symbol(place));

    /// <summary>An object made here becomes the first of the chain, by an exchange.</summary>
    private static bool IsNewNode(IInvocationOperation call, IOperation place, Body body) =>
        call.TargetMethod is { Name: "CompareExchange", ContainingType.Name: "Interlocked" } && IsNode(place.Type!)
        && (Ops.Symbol(Ops.ArgumentAt(call, 1)) is ILocalSymbol node ? Ops.Bare(body.InitialOf(node)) : Ops.Bare(Ops.ArgumentAt(call, 1)))
            is IObjectCreationOperation;

    /// <summary>Some code sets a node's link to what comes before, other than where a node is made or the last one gets its next.</summary>
    private static bool IsCut(TypeWorld world, ITypeSymbol node)
    {
        foreach (var body in world.Bodies)
            foreach (var link in body.Members)
                if (SymbolEqualityComparer.Default.Equals(link.Type, node)
                    && SymbolEqualityComparer.Default.Equals(link.Member.ContainingType, node)
                    && Ops.Parent(link, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child)
                    && !IsMade(put, body, node) && Ops.Symbol(put.Value) is not (ILocalSymbol or IParameterSymbol))
                    return true;
        return !world.Owns(node as INamedTypeSymbol) && CutsItself(node);
    }

    /// <summary>Some method of the node's own sets a link of a node.</summary>
    private static bool CutsItself(ITypeSymbol node)
    {
        foreach (var declared in node.DeclaringSyntaxReferences)
            foreach (var part in declared.GetSyntax().DescendantNodes())
                if (part is AssignmentExpressionSyntax { Left: var target } put && LastName.Of(target) is { } name
                    && put.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not null && node.GetMembers(name).Any(member =>
                        SymbolEqualityComparer.Default.Equals((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type, node)))
                    return true;
        return false;
    }

    private static bool IsMade(IAssignmentOperation put, Body body, ITypeSymbol node) =>
        put.Parent is IObjectOrCollectionInitializerOperation { Parent: not IWithOperation }
        || (InitContext.IsConstruction(body.Member) && SymbolEqualityComparer.Default.Equals(body.Member.ContainingType, node));

    /// <summary>A query that is asked anew each time.</summary>
    private static bool IsSequence(ITypeSymbol type) => TypeName.Of(type) is "System.Collections.Generic.IEnumerable";

    /// <summary>A class of the program with a field or property of its own type.</summary>
    private static bool IsNode(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false })
            return false;
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field && SymbolEqualityComparer.Default.Equals(field.Type, type))
                return true;
        return false;
    }

    /// <summary>Something is set in the node that the field holds: the chain may be cut there.</summary>
    private static bool IsLinked(IOperation? parent, IOperation place) => IsNode(place.Type!)
        && parent is IMemberReferenceOperation link && IsNode(link.Type!)
        && Ops.Parent(link, out var child) is IAssignmentOperation set && ReferenceEquals(set.Target, child);
}
