using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Caches;

/// <summary>What is known of one cache entry's options.</summary>
internal sealed class CacheEntry(IInvocationOperation call, IOperation? cache, IOperation? key)
{
    public IInvocationOperation Call { get; } = call;

    public IOperation? Cache { get; } = cache;

    public IOperation? Key { get; } = key;

    /// <summary>An option was set somewhere we can't see.</summary>
    public bool Unknown { get; set; }

    public bool Absolute { get; set; }

    public bool Sliding { get; set; }

    public bool Size { get; set; }

    public void Note(string member)
    {
        Absolute |= member.IndexOf("AbsoluteExpiration", StringComparison.Ordinal) >= 0
            || member.IndexOf("ExpirationToken", StringComparison.Ordinal) >= 0;
        Sliding |= member.IndexOf("SlidingExpiration", StringComparison.Ordinal) >= 0;
        Size |= member is "Size" or "SetSize";
        Unknown |= member == "SetOptions";
    }
}

/// <summary>Finds entries put into an IMemoryCache and reads their options.</summary>
internal static class CacheEntries
{
    public const string Cache = "Microsoft.Extensions.Caching.Memory.IMemoryCache";
    private const string Options = "Microsoft.Extensions.Caching.Memory.MemoryCacheEntryOptions";

    public static IEnumerable<CacheEntry> Of(TypeWorld world)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (call.TargetMethod.Name is "Set" or "CreateEntry" or "GetOrCreate" or "GetOrCreateAsync"
                    && Ops.Receiver(call) is { } cache && TypeName.Derives(cache.Type, Cache))
                    yield return Read(world, call, body, cache);
    }

    private static CacheEntry Read(TypeWorld world, IInvocationOperation call, Body body, IOperation cache)
    {
        var entry = new CacheEntry(call, cache, Ops.ArgumentAt(call, call.Instance is null ? 1 : 0));
        foreach (var argument in call.Arguments)
        {
            var type = argument.Parameter?.Type;
            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;
            if (type?.Name is "DateTimeOffset" or "TimeSpan" or "IChangeToken")
                entry.Absolute = true;
            else if (TypeName.Is(type, Options))
                ReadOptions(world, argument.Value, body, entry);
            else if (type?.TypeKind == TypeKind.Delegate && argument.Parameter?.Ordinal >= 1
                && call.TargetMethod.Name.StartsWith("GetOrCreate", StringComparison.Ordinal))
                ReadFactory(world, argument.Value, body, entry);
        }
        if (call.TargetMethod.Name == "CreateEntry")
            ReadCreated(call, body, entry);
        return entry;
    }

    /// <summary>
    /// Each variable is read once, and none within another: options that are set from each other end.
    /// </summary>
    private static void ReadOptions(TypeWorld world, IOperation options, Body place, CacheEntry entry)
    {
        var known = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<(IOperation Value, Body Body)>();
        open.Push((options, place));
        while (open.Count > 0)
        {
            var (value, body) = open.Pop();
            switch (Ops.Bare(value))
            {
                case IObjectCreationOperation creation:
                    ReadInitializer(creation, entry);
                    break;
                case IInvocationOperation chain:
                    entry.Note(chain.TargetMethod.Name);
                    if (Ops.Receiver(chain) is { } inner && TypeName.Is(inner.Type, Options))
                        open.Push((inner, body));
                    else
                        entry.Unknown = true;
                    break;
                case ILocalReferenceOperation local:
                    if (known.Add(local.Local))
                        ReadVariable(local.Local, body, entry, open);
                    break;
                case IFieldReferenceOperation or IPropertyReferenceOperation when Ops.Symbol(value) is { } member
                    && world.Owns(member.ContainingType):
                    if (known.Add(member))
                        ReadMember(world, member, entry, open);
                    break;
                default:
                    entry.Unknown = true;
                    break;
            }
        }
    }

    private static void ReadMember(TypeWorld world, ISymbol member, CacheEntry entry,
        Stack<(IOperation Value, Body Body)> open)
    {
        foreach (var initializer in world.Bodies)
            if (SymbolEqualityComparer.Default.Equals(initializer.Member, member))
                foreach (var operation in initializer.Root.DescendantsAndSelf())
                    NoteOperation(operation, entry);
        foreach (var (mention, body) in world.UsesOf(member))
        {
            if (Ops.Use(mention) is IMemberReferenceOperation or IInvocationOperation)
                NoteUse(Ops.Use(mention)!, entry);
            else if (Ops.Parent(mention, out _) is IAssignmentOperation assignment
                && !ReferenceEquals(Ops.Bare(assignment.Value), mention))
                open.Push((assignment.Value, body));
        }
    }

    private static void ReadVariable(ISymbol local, Body body, CacheEntry entry,
        Stack<(IOperation Value, Body Body)> open)
    {
        if (body.InitialOf(local) is { } initial)
            open.Push((initial, body));
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Use(mention) is { } use)
                NoteUse(use, entry);
    }

    private static void ReadFactory(TypeWorld world, IOperation factory, Body body, CacheEntry entry)
    {
        if (FunctionRoots.OfDelegate(world, factory, body) is not { } code)
        {
            entry.Unknown = true;
            return;
        }
        foreach (var operation in code.Code.Descendants())
        {
            NoteOperation(operation, entry);
            if (operation is IArgumentOperation argument
                && TypeName.Is(Ops.Bare(argument.Value)?.Type, "Microsoft.Extensions.Caching.Memory.ICacheEntry")
                && argument.Parameter?.Ordinal > 0 | argument.Parent is IInvocationOperation { TargetMethod.IsExtensionMethod: false })
                entry.Unknown = true;
        }
    }

    private static void ReadCreated(IInvocationOperation call, Body body, CacheEntry entry)
    {
        var destination = Destination.Of(call);
        if (destination.Symbol is ILocalSymbol local)
            foreach (var mention in body.ReferencesTo(local))
                if (Ops.Use(mention) is { } use)
                    NoteUse(use, entry);
        if (destination.Kind is DestinationKind.Returned or DestinationKind.Argument)
            entry.Unknown = true;
        for (var parent = call.Parent; parent is IInvocationOperation or IArgumentOperation or IConversionOperation; parent = parent.Parent)
            NoteOperation(parent, entry);
    }

    private static void ReadInitializer(IObjectCreationOperation creation, CacheEntry entry)
    {
        if (creation.Initializer is not null)
            foreach (var operation in creation.Initializer.Descendants())
                NoteOperation(operation, entry);
    }

    private static void NoteUse(IOperation use, CacheEntry entry)
    {
        NoteOperation(use, entry);
        if (use is IArgumentOperation { Parent: IInvocationOperation call } && call.TargetMethod.IsExtensionMethod)
            entry.Note(call.TargetMethod.Name);
        for (var parent = use.Parent; parent is IInvocationOperation or IArgumentOperation or IConversionOperation; parent = parent.Parent)
            NoteOperation(parent, entry);
    }

    private static void NoteOperation(IOperation operation, CacheEntry entry)
    {
        if (operation is IMemberReferenceOperation member)
            entry.Note(member.Member.Name);
        else if (operation is IInvocationOperation call)
        {
            entry.Note(call.TargetMethod.Name);
            entry.Unknown |= call.TargetMethod.IsExtensionMethod && !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty;
        }
    }
}
