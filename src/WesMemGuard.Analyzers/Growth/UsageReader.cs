using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Sorts every mention of one collection into growing, shrinking, replacing, bounding and escaping; follows aliases and
/// helpers one hop.
/// </summary>
internal sealed class UsageReader(TypeWorld world)
{
    private const int MostHops = 2;
    private readonly List<CollectionUse> _uses = [];

    /// <summary>The map that keeps what is read: putting it in there is no escape.</summary>
    private ISymbol? _keeper;

    /// <summary>The call that has led into code of another type: what is done there is done by it.</summary>
    private (IInvocationOperation Call, Body Body)? _site;

    public static List<CollectionUse> OfMember(TypeWorld world, ISymbol member)
    {
        var reader = new UsageReader(world);
        foreach (var (place, body) in world.UsesOf(member))
            reader.Read(place, body, 0);
        return reader._uses;
    }

    /// <summary>
    /// What is done to the collections that a map keeps: got by key, made on first use, or walked through.
    /// </summary>
    public static List<CollectionUse> OfInner(TypeWorld world, ISymbol member)
    {
        var reader = new UsageReader(world) { _keeper = member };
        foreach (var (place, body) in world.UsesOf(member))
            reader.Inner(Ops.Use(place), body);
        return reader._uses;
    }

    private void Inner(IOperation? use, Body body)
    {
        switch (use)
        {
            case IInvocationOperation { TargetMethod.Name: "TryGetValue" } found when Ops.ArgumentAt(found,
                1) is { } output
                && Ops.Symbol(output) is ILocalSymbol local:
                Alias(local, body, 1);
                break;
            case IInvocationOperation { TargetMethod.Name: "GetOrAdd" or "AddOrUpdate" or "GetValueOrDefault" } got:
                Read(got, body, 0);
                break;
            case IInvalidOperation
            {
                Syntax: InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetOrAdd" },
                },
            } unbound:
                Read(unbound, body, 0);
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true } entry when !(Ops.Parent(entry,
                out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child)):
                Read(entry, body, 0);
                break;
            case IPropertyReferenceOperation { Property.Name: "Values" } values when Ops.Use(values)
                is IForEachLoopOperation { Locals: { Length: 1 } locals }:
                Alias(locals[0], body, 1);
                break;
            case IForEachLoopOperation or IPropertyReferenceOperation { Property.Name: "Values" }:
                Add(UseKind.Enumerate, use, body);
                break;
            default:
                break;
        }
    }

    /// <summary>What is done at some places where a collection is named.</summary>
    public static List<CollectionUse> OfPlaces(TypeWorld world, IEnumerable<(IOperation Place, Body Body)> places)
    {
        var reader = new UsageReader(world);
        foreach (var (place, body) in places)
            reader.Read(place, body, 0);
        return reader._uses;
    }

    public static List<CollectionUse> OfLocal(TypeWorld world, ISymbol local, Body body)
    {
        var reader = new UsageReader(world);
        reader.Alias(local, body, 0);
        return reader._uses;
    }

    private void Read(IOperation mention, Body body, int hops)
    {
        var parent = Ops.Use(mention);
        switch (parent)
        {
            case IInvocationOperation call:
                Call(call, body);
                break;
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" or "ThreadLocal" } } made:
                Read(made, body, hops);
                break;
            case IPropertyReferenceOperation property:
                Property(property, body);
                break;
            case IArgumentOperation argument:
                Passed(argument, body, hops);
                break;
            case IAssignmentOperation assignment:
                Assigned(assignment, mention, body, hops);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                Alias(declarator.Symbol, body, hops);
                break;
            case ICoalesceOperation either when ReferenceEquals(Ops.Bare(either.Value), Ops.Bare(mention)):
                Read(either, body, hops);
                break;
            case IReturnOperation when hops < MostHops && Askers(body) is { Count: > 0 } askers:
                foreach (var (asker, place) in askers)
                    Read(asker, place, hops + 1);
                break;
            default:
                Add(Other(parent, mention), parent ?? mention, body, UnboundArgument(parent, 0), UnboundArgument(parent, 1));
                break;
        }
    }

    /// <summary>Where private code is asked for what it returns: a getter or a method of the type.</summary>
    private List<(IOperation, Body)>? Askers(Body body)
    {
        if (_site is not null || _keeper is not null || body.Method is not { DeclaredAccessibility: Accessibility.Private } method)
            return null;
        return method.AssociatedSymbol is IPropertySymbol property
            ? world.UsesOf(property).Select(static use => ((IOperation)use.Place, use.Body)).ToList()
            : method.MethodKind == MethodKind.Ordinary
                ? world.CallersOf(method).Select(static use => ((IOperation)use.Call, use.Body)).ToList() : null;
    }

    /// <summary>What is given to a call that doesn't bind, as far as it binds itself.</summary>
    private static IOperation? UnboundArgument(IOperation? call, int place)
    {
        if (call is not IInvalidOperation { Syntax: InvocationExpressionSyntax { ArgumentList.Arguments: var given } }
            || given.Count <= place)
            return null;
        foreach (var child in call.ChildOperations)
            if (child.Syntax == given[place].Expression)
                return child;
        return null;
    }

    private static UseKind Other(IOperation? parent, IOperation mention) => parent switch
    {
        null or IForEachLoopOperation => UseKind.Enumerate,
        ILockOperation or IBinaryOperation or IIsPatternOperation or INameOfOperation or IExpressionStatementOperation => UseKind.Read,
        IReturnOperation or ISimpleAssignmentOperation when IsReadOnlyView(mention) => UseKind.Shown,
        IReturnOperation when Ops.Function(mention) is { } answer && RemoteSources.IsServed(answer) =>
            UseKind.Enumerate,
        IMethodReferenceOperation group =>
            MethodNames.Effect(group.Method.Name) is UseKind.Read ? UseKind.Read : UseKind.Escape,
        { Syntax: SpreadElementSyntax } => UseKind.Enumerate,
        IObjectOrCollectionInitializerOperation or IInterpolationOperation => UseKind.Read,
        IMemberInitializerOperation => UseKind.Initialize,
        IInvalidOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } }
            when access.Expression.Span.Contains(mention.Syntax.Span) => MethodNames.Effect(access.Name.Identifier.ValueText),
        IFieldReferenceOperation or IImplicitIndexerReferenceOperation => UseKind.Read,
        _ => UseKind.Escape,
    };

    private void Call(IInvocationOperation call, Body body)
    {
        var name = call.TargetMethod.Name;
        if (OwnLists.Of(world.Scope).Contains(call.TargetMethod.ContainingType))
        {
            Add(OwnLists.Of(world.Scope).Effect(call.TargetMethod), call, body, FirstArgument(call),
                LastArgument(call));
            return;
        }
        var effect = CollectionTypes.IsImmutable(call.Instance?.Type)
            ? CopyOnWrite.Effect(call, Ops.Symbol(Ops.Bare(call.Instance))) : MethodNames.Effect(name);
        if (effect == UseKind.Grow)
            Add(effect, call, body, FirstArgument(call), LastArgument(call));
        else if (effect == UseKind.Shrink && !IsEmptied(call))
            Add(effect, call, body);
        else if (effect == UseKind.Read && call.TargetMethod.ContainingNamespace?.ToDisplayString().StartsWith("System",
            StringComparison.Ordinal) != true)
            Add(UseKind.Escape, call, body);
        else
            Add(name is "GetEnumerator" ? UseKind.Enumerate : UseKind.Read, call, body);
    }

    private static bool IsEmptied(IInvocationOperation call) => call.TargetMethod.Name is "GetConsumingEnumerable"
        && call.Parent is IExpressionStatementOperation;

    private void Property(IPropertyReferenceOperation property, Body body)
    {
        if (property.Property.IsIndexer)
        {
            var target = Ops.Parent(property, out var child);
            var grows = target is IAssignmentOperation assignment && ReferenceEquals(assignment.Target, child)
                && IsMapLike(property);
            var key = property.Arguments.Length > 0 ? property.Arguments[0].Value : null;
            Add(grows ? UseKind.Grow : UseKind.Read, grows ? target! : property, body, key,
                (target as IAssignmentOperation)?.Value);
            return;
        }
        var counts = property.Property.Name is "Count" or "Length" or "IsEmpty" or "Capacity";
        var assigned = property.Property.Name is "Length"
            && Ops.Parent(property, out _) is ISimpleAssignmentOperation shortened
            && ReferenceEquals(Ops.Bare(shortened.Target), property);
        Add(assigned ? UseKind.Shrink : counts && Decides(property) ? UseKind.BoundCheck : UseKind.Read, property,
            body);
    }

    private static bool IsMapLike(IPropertyReferenceOperation property) =>
        CollectionTypes.IsMap(property.Instance?.Type) || CollectionTypes.IsMap(Ops.Reached(property.Instance)?.Type)
            || TypeName.Of(property.Property.ContainingType).EndsWith("Dictionary", StringComparison.Ordinal);

    /// <summary>A count that is compared, in a condition or in a flag that a condition may read.</summary>
    private static bool Decides(IOperation count)
    {
        for (var current = count.Parent; current is not null; current = current.Parent)
        {
            if (current is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
                } comparison)
                return !ComparesWithZero(comparison);
            if (current is IRelationalPatternOperation or IIsPatternOperation { Pattern: not IConstantPatternOperation })
                return true;
            if (current is IExpressionStatementOperation or IBlockOperation or IArgumentOperation)
                return false;
        }
        return false;
    }

    private static bool ComparesWithZero(IBinaryOperation comparison) =>
        IsZero(comparison.LeftOperand) || IsZero(comparison.RightOperand);

    private static bool IsZero(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: 0 };

    private void Passed(IArgumentOperation argument, Body body, int hops)
    {
        if (_keeper is not null && argument.Parent is IInvocationOperation put
            && SymbolEqualityComparer.Default.Equals(Ops.Symbol(put.Instance), _keeper))
            return;
        if (argument.Parent is IInvocationOperation call)
        {
            var owner = TypeName.Of(call.TargetMethod.ContainingType);
            var name = call.TargetMethod.Name;
            if (owner is "System.Threading.Interlocked" or "System.Collections.Immutable.ImmutableInterlocked"
                && name is "Exchange" or "CompareExchange" && argument.Parameter is { Ordinal: 2 })
                Add(UseKind.Read, call, body);
            else if (owner is "System.Threading.Interlocked" or "System.Collections.Immutable.ImmutableInterlocked"
                && name is "Exchange" or "CompareExchange")
                Add(Swapped(argument, Ops.ArgumentAt(call, 1), body), call, body, null, Ops.ArgumentAt(call, 1));
            else if (owner is "System.Threading.Volatile" && name == "Read")
                Read(call, body, hops);
            else if (owner is "System.Threading.Volatile" && name == "Write")
                Add(Swapped(argument, Ops.ArgumentAt(call, 1), body), call, body, null, Ops.ArgumentAt(call, 1));
            else if (owner is CopyOnWrite.Interlocked)
                Add(CopyOnWrite.OfInterlocked(call), call, body, name == "Update" ? CopyOnWrite.GivenTo(call) : Ops.ArgumentAt(call, 1),
                    name == "Update" ? Ops.ArgumentAt(call, 2) : null);
            else if (owner is "System.Runtime.InteropServices.CollectionsMarshal" && name == "GetValueRefOrAddDefault")
                Add(UseKind.Grow, call, body, Ops.ArgumentAt(call, 1));
            else if (owner is "System.Linq.Enumerable" or "System.Linq.AsyncEnumerable")
                Add(UseKind.Enumerate, call, body);
            else if (argument.Parameter is { Ordinal: 0 } && call.TargetMethod.IsExtensionMethod
                && MethodNames.Effect(name) is var effect and not UseKind.Read)
                Add(effect, call, body, Ops.ArgumentAt(call, 1), LastArgument(call));
            else if (argument.Parameter is { RefKind: RefKind.None } taken
                && (ReadOnlyTakers.Contains(call) || ReadOnlyTakers.IsView(taken.Type)))
                Add(UseKind.Enumerate, call, body);
            else
                Helper(argument, call, body, hops);
        }
        else
        {
            if (hops < MostHops && HandedParts.Places(world, argument) is { } inside)
            {
                foreach (var (place, code) in inside)
                    Read(place, code, hops + 1);
                return;
            }
            var copies = argument.Parent is IObjectCreationOperation creation && (ReadOnlyTakers.Copies(creation)
                || (argument.Parameter is { RefKind: RefKind.None } shown && ReadOnlyTakers.IsView(shown.Type)));
            Add(copies ? UseKind.Enumerate : UseKind.Escape, argument, body);
        }
    }

    /// <summary>What another value in the place of an immutable collection does to it.</summary>
    private static UseKind Swapped(IArgumentOperation argument, IOperation? value, Body body) =>
        argument.Parameter?.Ordinal == 0 && CollectionTypes.IsImmutable(argument.Value.Type)
            ? CopyOnWrite.OfCopy(value, Ops.Symbol(argument.Value), body) : UseKind.Replace;

    private void Helper(IArgumentOperation argument, IInvocationOperation call, Body body, int hops)
    {
        if (hops < MostHops && argument.Parameter is { RefKind: RefKind.None } parameter && !call.TargetMethod.IsVirtual
            && FunctionRoots.Of(world, call.TargetMethod, body) is { } target)
            foreach (var mention in target.Body.ReferencesTo(parameter.OriginalDefinition))
                Read(mention, target.Body, hops + 1);
        else if (_site is null && _keeper is null && hops < MostHops
            && argument.Parameter is { RefKind: RefKind.None } given && !call.TargetMethod.IsVirtual
            && !call.TargetMethod.IsAbstract && ForeignCode.Of(world.Scope).BodyOf(call.TargetMethod) is { } foreign)
            Abroad(given.OriginalDefinition, call, body, foreign);
        else
            Add(UseKind.Escape, call, body);
    }

    /// <summary>What a method of another type does with the collection that it is given.</summary>
    private void Abroad(IParameterSymbol parameter, IInvocationOperation call, Body body, Body foreign)
    {
        var reader = new UsageReader(world) { _site = (call, body) };
        foreach (var mention in foreign.ReferencesTo(parameter))
            reader.Read(mention, foreign, 1);
        _uses.AddRange(reader._uses);
    }

    private void Assigned(IAssignmentOperation assignment, IOperation mention, Body body, int hops)
    {
        if (Ops.Contains(assignment.Target, mention) && CollectionTypes.IsImmutable(assignment.Target.Type)
            && CopyOnWrite.IsChangedCopy(assignment))
            return;
        if (Ops.Contains(assignment.Target, mention) && LongerCopies.Are(assignment))
            Add(UseKind.Grow, assignment, body, null, assignment.Value);
        else if (Ops.Contains(assignment.Target, mention))
            Replaced(assignment, body, hops);
        else if (Ops.Bare(assignment.Target) is ILocalReferenceOperation local)
            Alias(local.Local, body, hops);
        else if (_keeper is null || Ops.Bare(assignment.Target) is not IPropertyReferenceOperation
        {
            Property.IsIndexer: true,
            Instance: { } map
        } || !SymbolEqualityComparer.Default.Equals(Ops.Symbol(map), _keeper))
            Add(UseKind.Escape, assignment, body);
    }

    /// <summary>Set to another collection, or made on first use: then what is done to it at once counts too.</summary>
    private void Replaced(IAssignmentOperation assignment, Body body, int hops)
    {
        var effect = IsInitial(assignment, body) ? UseKind.Initialize : CollectionTypes.IsImmutable(assignment.Target.Type)
            ? CopyOnWrite.OfCopy(assignment.Value, Ops.Symbol(assignment.Target), body) : UseKind.Replace;
        Add(effect, assignment, body, null, effect == UseKind.Grow ? assignment.Value : null);
        if (assignment is ICoalesceAssignmentOperation && hops < MostHops
            && Ops.Parent(assignment, out _) is not IExpressionStatementOperation)
            Read(assignment, body, hops + 1);
    }

    private static bool IsInitial(IAssignmentOperation assignment, Body body) =>
        assignment is ICoalesceAssignmentOperation
            || (InitContext.IsConstruction(body.Member) && Ops.Function(assignment) is null);

    private void Alias(ISymbol local, Body body, int hops)
    {
        if (hops >= MostHops)
        {
            Add(UseKind.Escape, body.Root, body);
            return;
        }
        foreach (var mention in body.ReferencesTo(local))
            if (mention.Parent is not (IDeclarationExpressionOperation or IArgumentOperation { Parameter.RefKind: RefKind.Out })
                && (hops == 0 || !(Ops.Parent(mention, out var child) is IAssignmentOperation assignment
                && ReferenceEquals(assignment.Target, child))))
                Read(mention, body, hops + 1);
    }

    private static IOperation? FirstArgument(IInvocationOperation call) =>
        Ops.ArgumentAt(call, call.TargetMethod.IsExtensionMethod && call.Instance is null ? 1 : 0);

    private static IOperation? LastArgument(IInvocationOperation call) =>
        call.Arguments.Length > 0 ? call.Arguments[call.Arguments.Length - 1].Value : null;

    private static bool IsReadOnlyView(IOperation mention)
    {
        var parent = mention.Parent;
        return parent is IConversionOperation { Type.Name: var name }
            && (name.StartsWith("IReadOnly", StringComparison.Ordinal) || name is "IEnumerable");
    }

    private void Add(UseKind kind, IOperation place, Body body, IOperation? key = null, IOperation? value = null) =>
        _uses.Add(_site is var (call, caller)
            ? new CollectionUse(kind, call, caller, Given(call, key), Given(call, value))
            : new CollectionUse(kind, place, body, key, value));

    /// <summary>What the call gives for a parameter of the code that it leads into.</summary>
    private static IOperation? Given(IInvocationOperation call, IOperation? inside) =>
        Ops.Symbol(inside) is IParameterSymbol parameter ? Ops.ArgumentAt(call, parameter.Ordinal) : inside;
}
