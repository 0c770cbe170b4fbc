using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Removals that leave a collection growing: they move an entry, wait until somebody asks for it again, undo what one
/// outcome of the same call put in, or are never called.
/// </summary>
internal static class IdleRemovals
{
    public static bool Contain(TypeWorld world, TrackedCollection collection, CollectionUse removal) =>
        removal.Kind == UseKind.Shrink && (IsMeant(world, collection, removal)
            || Moves(collection, removal) || WaitsForQuestion(world, collection, removal)
            || IsOfOneOutcome(world, collection, removal) || IsForgottenCode(world, collection, removal)
            || IsLeftToNobody(world, collection, removal) || IsOfOneEnd(removal)
            || InOrderRemovals.Are(collection, removal) || RareRemovals.Are(world, collection, removal)
            || IsOfFinalizer(collection, removal) || GrowingPools.Are(collection, removal)
            || OwnCompletions.NeverCome(world, collection, removal) || IsOfFailure(collection, removal)
            || FalseEnds.Contain(world, collection, removal));

    /// <summary>
    /// Entries are meant to go, by removals that never find one or that only one end reaches: the collection outlives them.
    /// </summary>
    public static bool AreMeant(TypeWorld world, TrackedCollection collection)
    {
        foreach (var use in collection.Uses)
            if ((use.Kind == UseKind.Shrink && IsMeant(world, collection, use))
                || (use.Kind == UseKind.Read && IsLostCopy(collection, use)))
                return true;
        return false;
    }

    private static bool IsMeant(TypeWorld world, TrackedCollection collection, CollectionUse removal) =>
        FindsNothing(removal) || AsksForItself(collection, removal) || IsOfAnotherShape(collection, removal)
        || KeyShapes.Differ(world, collection, removal) || RekeyedEntries.Are(world, collection, removal)
        || OtherCounts.Decide(world, collection, removal) || SkippedTrims.Are(world, collection, removal)
        || RemovalsSkippedByFailure.Are(removal, EntryRemovals.Of(world, collection, removal.Body))
        || FalseEnds.AreMeant(world, collection, removal);

    /// <summary>What an immutable collection returns, where something was to be taken out, is used by nobody.</summary>
    private static bool IsLostCopy(TrackedCollection collection, CollectionUse use) => CollectionTypes.IsImmutable(collection.Type)
        && use.Place is IInvocationOperation { Parent: IExpressionStatementOperation, TargetMethod.Name: var name }
        && MethodNames.Effect(name) == UseKind.Shrink;

    /// <summary>What goes in has been taken out just before.</summary>
    public static bool PutBack(TrackedCollection collection, CollectionUse growth)
    {
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Shrink && (Moves(use, growth) || GrowingPools.ArePutBack(use, growth)))
                return true;
        return false;
    }

    private static bool Moves(TrackedCollection collection, CollectionUse removal)
    {
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && Moves(removal, use))
                return true;
        return false;
    }

    /// <summary>Takes out what the next statements put in again: a place in an order, a newer value.</summary>
    private static bool Moves(CollectionUse removal, CollectionUse growth) =>
        Key(removal) is { } moved && Block(removal.Place) is { } block
            && growth.Place.Syntax.SpanStart > removal.Place.Syntax.SpanStart
            && ReferenceEquals(Ops.Ancestor<IBlockOperation>(growth.Place), block)
            && (IsOf(growth.Key, moved) || IsOf(growth.Value, moved));

    /// <summary>Whoever asks for the key finds its entry too old: those that nobody asks for stay.</summary>
    private static bool WaitsForQuestion(TypeWorld world, TrackedCollection collection, CollectionUse removal)
    {
        if (Key(removal) is not { } key || Ops.Loop(removal.Place) is not (null or IWhileLoopOperation)
            || !IsAskedFor(collection, removal, key) || !IsBehindTime(world, removal))
            return false;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Read && ReferenceEquals(use.Body, removal.Body)
                && use.Place.Syntax.SpanStart < removal.Place.Syntax.SpanStart
                && use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" } look
                && IsOf(Ops.ArgumentAt(look, 0), key))
                return true;
            else if (use.Kind == UseKind.Grow && ReferenceEquals(use.Body, removal.Body) && IsOf(use.Key, key)
                && use.Place is IInvocationOperation { TargetMethod.Name: "GetOrAdd" }
                && use.Place.Syntax.SpanStart < removal.Place.Syntax.SpanStart)
                return true;
        return false;
    }

    /// <summary>The caller gives the key, or the same code puts an entry in for it.</summary>
    private static bool IsAskedFor(TrackedCollection collection, CollectionUse removal, ISymbol key) => key is IParameterSymbol
        || (key is ILocalSymbol && collection.Uses.Exists(use => use.Kind == UseKind.Grow
            && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(removal.Place)) && IsOf(use.Key, key)));

    /// <summary>The function that puts an entry in takes it out in a handler, when it has failed: what succeeds stays.</summary>
    private static bool IsOfFailure(TrackedCollection collection, CollectionUse removal)
    {
        if (Key(removal) is not { } key || Ops.Ancestor<ICatchClauseOperation>(removal.Place) is not { } handler
            || !ReferenceEquals(Ops.FunctionRoot(handler), Ops.FunctionRoot(removal.Place))
            || Ops.Loop(removal.Place) is IForEachLoopOperation)
            return false;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(removal.Place))
                && IsOf(use.Key, key) && !Ops.Contains(handler, use.Place))
                return true;
        return false;
    }

    /// <summary>In a branch that has asked the clock, or behind one that leaves with what is not too old.</summary>
    private static bool IsBehindTime(TypeWorld world, CollectionUse removal)
    {
        if (Ops.Ancestor<IConditionalOperation>(removal.Place) is { } branch && !Ops.Contains(branch.Condition, removal.Place)
            && AsksTime(world, branch.Condition))
            return true;
        foreach (var operation in Ops.FunctionRoot(removal.Place).Descendants())
            if (operation is IConditionalOperation { WhenFalse: null, WhenTrue: { } arm } before
                && before.Syntax.Span.End <= removal.Place.Syntax.SpanStart && AsksTime(world, before.Condition)
                && arm.DescendantsAndSelf().Any(static part => part is IReturnOperation))
                return true;
        return false;
    }

    /// <summary>A comparison of times, in place or in a property of the entry.</summary>
    private static bool AsksTime(TypeWorld world, IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (IsTime(operation) || (Asked(operation) is { } asked
                && ForeignCode.Of(world.Scope).BodyOf(asked) is { } body && body.Root.Descendants().Any(IsTime)))
                return true;
        return false;
    }

    private static IMethodSymbol? Asked(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.GetMethod: { } getter } => getter,
        IInvocationOperation { TargetMethod: { ReturnType.SpecialType: SpecialType.System_Boolean } method } => method,
        _ => null,
    };

    private static bool IsTime(IOperation operation) => operation.Type?.Name is "DateTime" or "DateTimeOffset" or "TimeSpan"
        || operation is IPropertyReferenceOperation { Property.Name: "TickCount64" or "TickCount" }
        || (operation is ILocalReferenceOperation { Local: var local, Type.SpecialType: SpecialType.System_Int64 }
            && Locals.Initial(local, Ops.FunctionRoot(operation)) is { } made && Clock.IsTicks(Ops.Bare(made)!));

    /// <summary>
    /// The function that puts an entry in takes the same one out, and one of its ways to its end leaves it there.
    /// </summary>
    private static bool IsOfOneOutcome(TypeWorld world, TrackedCollection collection, CollectionUse removal)
    {
        if (removal.Place is not IInvocationOperation { TargetMethod: { Name: not "Clear", Parameters.Length: > 0 } } taking)
            return false;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(removal.Place))
                && use.Place.Syntax.SpanStart < removal.Place.Syntax.SpanStart && !PairedIndexes.IsInstead(use.Place, removal.Place)
                && !IsPlaceInOrder(collection) && UncoveredWait.TakesSame(taking, use) && !IsAskedBefore(collection, use)
                && IsLeft(world, collection, use))
                return true;
        return false;
    }

    /// <summary>The key is looked up first: another call may have put its entry in, and a later one take it out.</summary>
    private static bool IsAskedBefore(TrackedCollection collection, CollectionUse growth)
    {
        if (growth.Place is IInvocationOperation { TargetMethod.Name: "GetOrAdd" or "AddOrUpdate" })
            return true;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Read && ReferenceEquals(use.Body, growth.Body)
                && use.Place.Syntax.SpanStart < growth.Place.Syntax.SpanStart && use.Place is IInvocationOperation look
                && Ops.Symbol(growth.Key) is { } key && IsOf(Ops.ArgumentAt(look, 0), key))
                return true;
        return false;
    }

    /// <summary>Queues and stacks: what one call leaves, the next one finds.</summary>
    private static bool IsPlaceInOrder(TrackedCollection collection) => collection.Type.Name.EndsWith("Queue", StringComparison.Ordinal)
        || collection.Type.Name.EndsWith("Stack", StringComparison.Ordinal);

    private static bool IsLeft(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (!IsPutAnyway(growth.Place, out var refused))
            return false;
        var takes = EntryRemovals.Of(world, collection, growth.Body);
        foreach (var (kind, place) in ObligationWalk.Leaks(Ops.FunctionRoot(growth.Place), growth.Place, null, takes, failures: false))
            if (kind == LeakKind.Exit && (refused is null || !Ops.Contains(refused, place)))
                return true;
        return false;
    }

    /// <summary>A statement of its own, or the question of a branch that leaves when the entry was there before.</summary>
    private static bool IsPutAnyway(IOperation growth, out IOperation? refused)
    {
        refused = null;
        var child = growth;
        for (var outer = growth.Parent; outer is not null; child = outer, outer = outer.Parent)
            switch (outer)
            {
                case IExpressionStatementOperation or IBlockOperation:
                    return true;
                case IVariableDeclaratorOperation or IReturnOperation or ILoopOperation:
                    return false;
                case IConditionalOperation branch when ReferenceEquals(branch.Condition, child):
                    refused = branch.WhenTrue;
                    return Ops.Bare(branch.Condition) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not };
                default:
                    break;
            }
        return false;
    }

    /// <summary>
    /// Asks for an object made on the spot, of a class without equality or with the time of now in it: it is never the one
    /// that was put in.
    /// </summary>
    private static bool FindsNothing(CollectionUse removal) =>
        removal.Place is IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" } call
        && (IsNewFunction(call) || IsNewKey(call));

    /// <summary>Stands in the finalizer of the very object that the collection keeps: it never runs.</summary>
    private static bool IsOfFinalizer(TrackedCollection collection, CollectionUse removal) =>
        removal.Body.Method is { MethodKind: MethodKind.Destructor }
        && collection.Uses.Exists(static use => use.Kind == UseKind.Grow
            && (Ops.Bare(use.Value) is IInstanceReferenceOperation || Ops.Bare(use.Key) is IInstanceReferenceOperation));

    /// <summary>Asks for the object that removes, of a type of which none was put in.</summary>
    private static bool AsksForItself(TrackedCollection collection, CollectionUse removal) =>
        removal.Place is IInvocationOperation { TargetMethod: { Name: "Remove", Parameters.Length: 1 } } call
        && Ops.Bare(Ops.ArgumentAt(call, 0)) is IInstanceReferenceOperation { Type: INamedTypeSymbol own }
        && collection.Uses.Exists(static use => use.Kind == UseKind.Grow)
        && collection.Uses.TrueForAll(use => use.Kind != UseKind.Grow
            || (Ops.Bare(use.Value)?.Type is { SpecialType: not SpecialType.System_Object } put && !AreRelated(own, put)));

    private static bool AreRelated(INamedTypeSymbol own, ITypeSymbol put)
    {
        for (var type = own; type is not null; type = type.BaseType)
            if (SymbolEqualityComparer.Default.Equals(type, put))
                return true;
        foreach (var contract in own.AllInterfaces)
            if (SymbolEqualityComparer.Default.Equals(contract, put))
                return true;
        return put is INamedTypeSymbol named && SymbolEqualityComparer.Default.Equals(named.BaseType, own);
    }

    /// <summary>A lambda written there: no delegate that was put in elsewhere equals it.</summary>
    private static bool IsNewFunction(IInvocationOperation call) => call.TargetMethod.Parameters.Length == 1
        && Ops.Bare(Ops.ArgumentAt(call, 0)) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation };

    private static bool IsNewKey(IInvocationOperation call) =>
        Ops.Bare(Ops.ArgumentAt(call, call.Instance is null ? 1 : 0)) is IObjectCreationOperation { Type: INamedTypeSymbol made } key
        && made is { DeclaringSyntaxReferences.IsEmpty: false }
        && ((made is { TypeKind: TypeKind.Class, IsRecord: false } && !IdentityKeys.HasEquality(made))
            || (made.IsRecord && key.Arguments.Any(static given => IsOfNow(given.Value))));

    private static bool IsOfNow(IOperation value) => Clock.IsNow(Ops.Bare(value))
        || Ops.Bare(value) is IInvocationOperation { TargetMethod: { Name: "NewGuid" or "GetUtcNow" or "GetTimestamp" } };

    /// <summary>Stands in a continuation that runs for one way to end only: for success, for failure or for cancellation.</summary>
    private static bool IsOfOneEnd(CollectionUse removal)
    {
        const int NotOnRanToCompletion = 0x10000;
        const int NotOnFaulted = 0x20000;
        for (var function = Ops.Function(removal.Place); function is not null; function = Ops.Function(function))
            if (Ops.Taker(function) is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ContinueWith" } call })
                foreach (var argument in call.Arguments)
                    if (argument.Value.ConstantValue is { HasValue: true, Value: int flags }
                        && argument.Parameter?.Type.Name == "TaskContinuationOptions"
                        && (flags & (NotOnRanToCompletion | NotOnFaulted)) != 0)
                        return true;
        return false;
    }

    /// <summary>A text put together with a constant, where all that is put in and looked up is a variable as it is.</summary>
    private static bool IsOfAnotherShape(TrackedCollection collection, CollectionUse removal)
    {
        if (!CollectionTypes.IsMap(collection.Type) || removal.Place is not IInvocationOperation call
            || !IsPutTogether(Ops.ArgumentAt(call, call.Instance is null ? 1 : 0), removal.Body))
            return false;
        foreach (var use in collection.Uses)
            if ((use.Kind == UseKind.Grow && (Ops.Symbol(use.Key) is not IParameterSymbol || IsPutTogether(use.Key, use.Body)))
                || (use.Kind == UseKind.Read && use.Place is IInvocationOperation look
                    && IsPutTogether(Ops.ArgumentAt(look, 0), use.Body)))
                return false;
        return true;
    }

    private static bool IsPutTogether(IOperation? key, Body body)
    {
        var made = Ops.Symbol(key) is ILocalSymbol local ? body.InitialOf(local) : key;
        return Ops.Bare(made) switch
        {
            IInterpolatedStringOperation text => text.Parts.Length > 1,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } joined =>
                joined.LeftOperand.ConstantValue.HasValue || joined.RightOperand.ConstantValue.HasValue,
            _ => false,
        };
    }

    /// <summary>Nothing calls the code that takes out, although something can call what puts in.</summary>
    private static bool IsForgottenCode(TypeWorld world, TrackedCollection collection, CollectionUse removal) =>
        IsNeverCalled(world, removal.Body)
        && collection.Uses.Exists(use => use.Kind == UseKind.Grow && (!IsNeverCalled(world, use.Body)
            || (removal.Body.Method!.DeclaredAccessibility == Accessibility.Private
                && use.Body.Member.DeclaredAccessibility != Accessibility.Private)))
        && !collection.Uses.Exists(use => use.Kind == UseKind.Grow && ReferenceEquals(use.Body, removal.Body));

    /// <summary>Code that nothing in the program calls and nothing outside of it can.</summary>
    private static bool IsNeverCalled(TypeWorld world, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary, IsOverride: false, IsVirtual: false } method
            || method.GetAttributes().Length > 0 || !IsHidden(world, method) || IsOfContract(method)
            || !world.CallersOf(method).All(caller => Ops.Function(caller.Call) is not null))
            return false;
        return Mentions.Of(world.Scope).Of(method).All(mention => DroppedTimers.Run(world, mention));
    }

    /// <summary>
    /// Code elsewhere in the program puts things in, and none calls the method that would take what is old out, although
    /// something outside could.
    /// </summary>
    private static bool IsLeftToNobody(TypeWorld world, TrackedCollection collection, CollectionUse removal)
    {
        if (removal.Body.Method is not { MethodKind: MethodKind.Ordinary, IsOverride: false, IsVirtual: false } method
            || method.DeclaredAccessibility == Accessibility.Private
            || (Ops.Loop(removal.Place) is null && removal.Place is not IInvocationOperation
            { TargetMethod.Name: "RemoveAll" or "RemoveWhere" })
            || method.GetAttributes().Length > 0 || EndNames.Say(method.Name)
            || !collection.Uses.Exists(IsCallable) || IsOfContract(method)
            || Mentions.Of(world.Scope).Exist(method))
            return false;
        return collection.Uses.Exists(use => IsCallable(use) && Mentions.Of(world.Scope).Exist(use.Body.Member, world.Type));
    }

    /// <summary>Something is put in by a method that code elsewhere may call.</summary>
    private static bool IsCallable(CollectionUse use) => use.Kind == UseKind.Grow
        && use.Body.Method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private };

    private static bool IsHidden(TypeWorld world, ISymbol method)
    {
        var inside = false;
        for (var current = method; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility == Accessibility.Private)
                return true;
            inside |= current.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal;
        }
        return inside && !world.Scope.Compilation.Assembly.GetAttributes()
            .Any(given => given.AttributeClass?.Name == "InternalsVisibleToAttribute");
    }

    private static bool IsOfContract(IMethodSymbol method)
    {
        foreach (var contract in method.ContainingType.AllInterfaces)
            foreach (var member in contract.GetMembers())
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                    return true;
        return false;
    }

    private static ISymbol? Key(CollectionUse removal) =>
        removal.Place is IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" } call
            ? Ops.Symbol(OfPair(Ops.ArgumentAt(call, call.Instance is null ? 1 : 0))) : null;

    /// <summary>The key of a pair that is to be taken out as it is; any other key as it is.</summary>
    private static IOperation? OfPair(IOperation? key) => Ops.Bare(key) switch
    {
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" } } pair => Ops.ArgumentAt(pair, 0),
        IObjectCreationOperation { Type.Name: "KeyValuePair", Arguments: { Length: 2 } parts } => parts[0].Value,
        _ => key,
    };

    /// <summary>The block of which it is a statement.</summary>
    private static IBlockOperation? Block(IOperation place) =>
        place.Parent is IExpressionStatementOperation { Parent: IBlockOperation block } ? block : null;

    private static bool IsOf(IOperation? operation, ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), symbol);
}
