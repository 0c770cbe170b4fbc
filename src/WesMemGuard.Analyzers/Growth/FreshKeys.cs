using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Keys that the code makes for each entry: no two are the same, so every call adds one.</summary>
internal static class FreshKeys
{
    public static bool Contain(CollectionUse growth) => IsFresh(Made(growth));

    /// <summary>
    /// Such a key is all that the caller gets back for what it gave to be called, told or kept open.
    /// </summary>
    public static bool AreHandles(TrackedCollection collection, CollectionUse growth)
    {
        if (CollectionTypes.Kept(collection.Type) is not { } kept || !CollectionTypes.IsMap(collection.Type) || collection.IsInner
            || (kept.TypeKind is not (TypeKind.Delegate or TypeKind.Interface) && kept.Name is not ("Channel" or "ChannelWriter"))
            || growth.Body.Method is not { MethodKind: MethodKind.Ordinary, ReturnsVoid: false } || !Contain(growth)
            || IsAskedByKey(collection))
            return false;
        foreach (var operation in growth.Body.Root.Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } answer } && IsAbout(answer, growth.Key))
                return true;
        return false;
    }

    /// <summary>What a caller gives to be called is kept under a key that is made for this very call.</summary>
    public static bool AreOfCalls(CollectionUse growth) => Contain(growth) && Ops.Symbol(growth.Value) is IParameterSymbol
        && growth.Body.Method is { MethodKind: MethodKind.Ordinary, IsAsync: true };

    /// <summary>A text with the day in it: the entries of yesterday are never asked for again.</summary>
    public static bool AreOfDays(CollectionUse growth)
    {
        if (Made(growth) is not { } key)
            return false;
        foreach (var part in key.DescendantsAndSelf())
            if (TellsDay(part))
                return true;
        return false;
    }

    private static bool TellsDay(IOperation part) => part switch
    {
        IInterpolationOperation { Expression: var told } text => Clock.IsNow(Ops.Bare(told)) && NamesYear(text.FormatString),
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } told } text =>
            Clock.IsNow(Ops.Bare(told)) && NamesYear(Ops.ArgumentAt(text, 0)),
        _ => false,
    };

    private static bool NamesYear(IOperation? format) => format?.ConstantValue is { HasValue: true, Value: string text }
        && text.IndexOf("yy", StringComparison.Ordinal) >= 0;

    private static IOperation? Made(CollectionUse growth) => Ops.Symbol(growth.Key) is ILocalSymbol local
        ? growth.Body.InitialOf(local) : growth.Key;

    public static bool IsFresh(IOperation? key)
    {
        if (key is null)
            return false;
        foreach (var operation in key.DescendantsAndSelf())
            if (operation is IInvocationOperation
                {
                    TargetMethod: { Name: "NewGuid" or "CreateVersion7", ContainingType.Name: "Guid" }
                    or { Name: "Increment" or "Add", ContainingType: { Name: "Interlocked" } }
                }
                || operation is IIncrementOrDecrementOperation { Target: IMemberReferenceOperation })
                return true;
        return false;
    }

    private static bool IsAskedByKey(TrackedCollection collection)
    {
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Read && use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" }
                or IPropertyReferenceOperation { Property.IsIndexer: true })
                return true;
        return false;
    }

    private static bool IsAbout(IOperation answer, IOperation? key)
    {
        if (Ops.Symbol(key) is not ILocalSymbol local)
            return false;
        foreach (var operation in answer.DescendantsAndSelf())
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), local))
                return true;
        return false;
    }
}
