using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1002: a collection of a long-lived object that only grows.</summary>
internal sealed class LongLivedGrowthRule : LeakRule
{
    public const string Id = "WMG1002";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        var sure = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var weak = new List<(TrackedCollection Collection, CollectionUse Growth)>();
        foreach (var collection in TrackedCollection.In(world))
        {
            if (collection.IsStatic || CollectionGrowth.Unbounded(world, collection) is not { } growth
                || sure.Contains(collection.Member) || (IsOthersAffair(world, collection)
                    && !(ForgottenBeside.Are(world, collection, growth) && !ExternalUses.Of(world, collection.Member).Interferes))
                || LifetimeMap.Of(world.Scope).IsPerRequest(collection.Owner)
                || (IsOfWaits(world, collection) && !FreshKeys.AreOfCalls(growth) && !OwnNumbers.AreAnswered(collection)))
                continue;
            if (!LivesLong(world, collection, collection.Owner, growth))
                weak.Add((collection, growth));
            else if (sure.Add(collection.Member))
                Report(report, collection, growth, true);
        }
        JudgeEntries(world, sure, report);
        foreach (var index in TrackedCollection.In(world))
            foreach (var (place, kept) in PairedIndexes.Forgotten(world, index))
                if (!LifetimeMap.Of(world.Scope).IsPerRequest(kept.ContainingType))
                    report.Warn(Rule, place, kept.Name, kept.ContainingType.Name, RuleTexts.ForgottenIndex);
        foreach (var body in world.Bodies)
            foreach (var (collection, growth, isSure) in LocalGrowth.Of(world, body))
                report.At(Rule, growth.Place.Syntax.GetLocation(), isSure, collection.Member.Name, body.Member.Name,
                    CollectionGrowth.Describe(collection));
        foreach (var (collection, growth) in weak)
            if (collection is { IsOdd: false, IsWhole: false } && sure.Add(collection.Member))
                Report(report, collection, growth, false);
    }

    private static void Report(RuleReport report, TrackedCollection collection, CollectionUse growth, bool isSure) =>
        report.At(Rule, growth.Place.Syntax.GetLocation(), isSure, collection.Member.Name, collection.Owner.Name,
            CollectionGrowth.Describe(collection));

    /// <summary>Entries that are over and stay, and what asks for others than are there.</summary>
    private static void JudgeEntries(TypeWorld world, HashSet<ISymbol> told, RuleReport report)
    {
        foreach (var map in TrackedCollection.In(world))
            foreach (var removal in told.Contains(map.Member) ? [] : OtherKeys.Of(world, map))
                report.Warn(Rule, removal, map.Member.Name, map.Member.ContainingType.Name,
                    RuleTexts.OtherSpelling);
        foreach (var map in TrackedCollection.In(world))
        {
            foreach (var entry in AnsweredAndKept.Of(world, map))
                report.Warn(Rule, entry, map.Member.Name, map.Member.ContainingType.Name, RuleTexts.AnsweredAndKept);
            foreach (var entry in EndedHere.Of(world, map))
                report.Warn(Rule, entry, map.Member.Name, map.Member.ContainingType.Name, RuleTexts.EndedHere);
        }
        foreach (var (place, member) in SharedHeaders.Of(world))
            report.Warn(Rule, place, member.Name, member.ContainingType.Name, RuleTexts.AppendOnly);
        foreach (var (place, member) in CombinedHandlers.Of(world))
            if (told.Add(member))
                report.Warn(Rule, place, member.Name, member.ContainingType.Name, RuleTexts.AppendOnly);
        foreach (var (place, member) in GrowingStates.Of(world))
            if (told.Add(member))
                report.Warn(Rule, place, member.Name, member.ContainingType.Name, RuleTexts.AppendOnly);
        foreach (var (place, member) in SpentHandles.Of(world))
            if (told.Add(member))
                report.Warn(Rule, place, member.Name, member.ContainingType.Name, RuleTexts.SpentHandles);
    }

    /// <summary>
    /// Code elsewhere names it: it may take out, and who looks at the collection of an object may well end that object.
    /// </summary>
    private static bool IsOthersAffair(TypeWorld world, TrackedCollection collection) => !collection.IsWhole
        && ExternalReach.IsReached(world, collection.Member) && !IsInherited(world, collection)
        && ((!LifetimeMap.Of(world.Scope).IsApp(collection.Owner) && !LifetimeMap.Of(world.Scope).IsHeld(collection.Owner)
            && !IsShared(world, collection.Owner))
            || ExternalUses.Of(world, collection.Member).Interferes);

    /// <summary>A base's collection, which code elsewhere only looks at or puts into.</summary>
    private static bool IsInherited(TypeWorld world, TrackedCollection collection) => !world.Owns(collection.Member.ContainingType)
        && world.Type.BaseType is not null && !collection.Member.ContainingType.IsTupleType
        && SymbolEqualityComparer.Default.Equals(collection.Owner, world.Type)
        && !ExternalUses.Of(world, collection.Member).Interferes;

    /// <summary>Somebody waits for what is in it, and something takes it out: the rule on pending requests judges that.</summary>
    private static bool IsOfWaits(TypeWorld world, TrackedCollection collection) =>
        CollectionTypes.IsMap(collection.Type) && collection.Any(UseKind.Shrink)
        && !CollectionGrowth.EndsWithOwner(world, collection) && Waiters.IsPending(CollectionTypes.Kept(collection.Type));

    private static bool LivesLong(TypeWorld world, TrackedCollection collection, INamedTypeSymbol owner, CollectionUse growth)
    {
        if (IsProven(world, collection, growth))
            return true;
        if (IsBoundedByProgram(world, collection, owner, growth))
            return false;
        if (LifetimeMap.IsOfFlow(owner))
            return false;
        if (IsStepOfBuilder(growth))
            return false;
        if (collection.IsOfStatic || LifetimeMap.Of(world.Scope).IsApp(owner) || LifetimeMap.Of(world.Scope).IsHeld(owner))
            return true;
        if (ObjectCreations.Of(world.Scope).AreOfCalls(owner))
            return ForeignFeeding.GoesOn(world, growth.Body);
        if (TimestampedLists.Of(world.Scope).Contain(collection, growth))
            return true;
        if (KeepsConnections(collection) && IsOpenedByCall(growth) && !collection.Any(UseKind.Shown))
            return true;
        if (CollectionGrowth.EndsWithOwner(world, collection))
            return EndlessLoops.Around(growth.Place) is not null || ContinuousFeeding.IsTimed(world, growth.Body)
                || (LockedGrowth.Is(world, collection, growth) && ContinuousFeeding.Remembers(collection, growth)
                && ForeignFeeding.GoesOn(world, growth.Body));
        if (ContinuousFeeding.Remembers(collection, growth) && SingletonSubclasses.Of(world.Scope).Work(owner))
            return true;
        if (OwnerEndsAll(collection))
            return ContinuousFeeding.IsDriven(world, growth.Place, growth.Body);
        if (collection.IsOdd || collection.Type.Name == "StringBuilder")
            return ContinuousFeeding.IsDriven(world, growth.Place, growth.Body) || ForeignFeeding.GoesOn(world, growth.Body)
                || (collection.IsOdd && WrappedChains.IsRetried(growth.Place, growth.Body))
                || (collection.IsOdd && OddLife(world, collection, owner, growth))
                || (!collection.IsOdd && AwaitedGrowth.Is(world, collection, growth));
        if ((owner.Name.StartsWith("Memory", StringComparison.Ordinal)
            && !owner.Interfaces.IsEmpty) || collection.Any(UseKind.Shown) || IsGeneric(collection.Type) || IsBag(collection))
            return false;
        return ((KeepsConnections(collection) || LongLife.HasAnchor(owner))
            && LongLife.IsDriven(growth.Body.Member)) || ContinuousFeeding.GoesOn(world, collection, growth)
            || ForeignFeeding.GoesOn(world, growth.Body) || RemoteKeys.AreOfRequest(growth)
            || (ContainerMade.Contains(world.Scope, owner) && ContinuousFeeding.Remembers(collection, growth))
            || (IsShared(world, owner) && ContinuousFeeding.IsByCalls(world, collection, growth))
            || RemembersAlone(world, collection, owner, growth) || AwaitedGrowth.Is(world, collection, growth);
    }

    /// <summary>What the code does with it shows that it goes on, whatever its owner is.</summary>
    private static bool IsProven(TypeWorld world, TrackedCollection collection, CollectionUse growth) =>
        EndedEntries.Stay(world, collection) || ReturnedHandles.AreOfNoUse(growth) || FreshKeys.AreHandles(collection, growth)
        || FreshKeys.AreOfCalls(growth) || FreshKeys.AreOfDays(growth) || OwnNumbers.AreAnswered(collection)
        || ReadOffsets.Are(world, collection)
        || ReaddedItems.Are(world, collection, growth) || ForeignFeeding.IsByObjects(world, growth.Body) || WireKeys.Contain(world, growth)
        || CollectionTypes.IsOfWeakReferences(collection.Type) || IdleRemovals.AreMeant(world, collection)
        || PairedIndexes.IsForgotten(world, collection) || ForgottenBeside.Are(world, collection, growth)
        || EndedEntries.AreEmptied(collection) || ExpiringEntries.Are(world, collection, growth)
        || (CodeParts.KeepsFunctions(collection.Type) && RemoteKeys.AreAnswered(growth));

    /// <summary>Handles that go with their owner, as a rule: each call alone proves nothing.</summary>
    private static bool OwnerEndsAll(TrackedCollection collection) => collection.Type.Name == "CompositeDisposable";

    /// <summary>A memory of what needs no release, in an object that nothing in the program makes and that is given no data.</summary>
    private static bool RemembersAlone(TypeWorld world, TrackedCollection collection, INamedTypeSymbol owner, CollectionUse growth) =>
        ContinuousFeeding.Remembers(collection, growth) && CollectionTypes.Kept(collection.Type) is { } kept
        && !TypeName.Implements(kept, "System.IDisposable") && Dependencies.Of(world.Scope).IsOfBehaviour(owner, isAlone: true);

    /// <summary>Others share the owner, or nothing in the program makes one and it is given no data: it is no value of a call.</summary>
    private static bool OddLife(TypeWorld world, TrackedCollection collection, INamedTypeSymbol owner, CollectionUse growth) =>
        ContinuousFeeding.IsByCalls(world, collection, growth) && (IsShared(world, owner) || ContinuousFeeding.AsksText(collection, growth)
            || Dependencies.Of(world.Scope).IsOfBehaviour(owner, isAlone: true)
            || (LockedGrowth.Is(world, collection, growth) && !ForeignFeeding.AreMany(owner)));

    /// <summary>Made outside of what is seen, once, for others to call.</summary>
    private static bool IsShared(TypeWorld world, INamedTypeSymbol owner) =>
        Dependencies.Of(world.Scope).Contain(owner) || Dependencies.Of(world.Scope).IsOfBehaviour(owner);

    /// <summary>The method returns its own object, to be called again: it gathers what is built from it.</summary>
    private static bool IsStepOfBuilder(CollectionUse growth)
    {
        var any = false;
        foreach (var operation in growth.Body.Root.Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } answer } && Ops.Function(operation) is null)
            {
                if (Ops.Bare(answer) is not IInstanceReferenceOperation)
                    return false;
                any = true;
            }
        return any;
    }

    /// <summary>As many entries as the program or its configuration has parts, as far as names and types say.</summary>
    private static bool IsBoundedByProgram(TypeWorld world, TrackedCollection collection, INamedTypeSymbol owner,
        CollectionUse growth)
    {
        var isStandIn = owner.Name.IndexOf("InMemory", StringComparison.Ordinal) >= 0 && !owner.Interfaces.IsEmpty
            && !LifetimeMap.Of(world.Scope).IsApp(owner);
        var isNamedSo = CollectionTypes.IsKeyed(collection.Type) && KeyNames.IsFewOfMany(growth.Key);
        var isOfCode = CodeParts.AreNamedSo(collection.Type) && !CodeParts.IsMadeFor(growth);
        var isNameAlone = (isStandIn || isNamedSo || isOfCode) && !ContinuousFeeding.IsProven(world, collection, growth);
        return isNameAlone || IsRegistry(collection, growth) || KeepsContracts(collection, growth)
            || Registries.Are(collection, growth)
            || (CollectionTypes.IsKeyed(collection.Type) && KnownCallers.GiveNames(world, growth.Key));
    }

    /// <summary>Keeps implementations of a contract that needs no release: parts of the program.</summary>
    private static bool KeepsContracts(TrackedCollection collection, CollectionUse growth) =>
        CollectionTypes.Kept(collection.Type) is { TypeKind: TypeKind.Interface, Name: not ("IDisposable" or "IAsyncDisposable") } kept
        && !TypeName.Of(kept).StartsWith("System.Collections.", StringComparison.Ordinal)
            && !TypeName.Implements(kept, "System.IDisposable") && !LongLife.Joins(growth.Body.Member.Name);

    /// <summary>
    /// A set-up method that keeps behaviour (interfaces, call-backs, types): as many as the program has.
    /// </summary>
    private static bool IsRegistry(TrackedCollection collection, CollectionUse growth) =>
        LongLife.SetsUp(growth.Body.Member.Name)
        && CollectionTypes.Kept(collection.Type) is { } kept
        && (kept.TypeKind is TypeKind.Interface or TypeKind.Delegate || kept.IsAbstract || kept.Name == "Type");

    /// <summary>Entries that each hold a peer: channels of subscribers, sockets.</summary>
    private static bool KeepsConnections(TrackedCollection collection) =>
        CollectionTypes.Kept(collection.Type) is { } kept
        && (TypeName.Is(kept, "System.Threading.Timer") || TypeName.Derives(kept, "System.Threading.Channels.Channel")
            || TypeName.Derives(kept, "System.Threading.Channels.ChannelWriter")
            || TypeName.Derives(kept, "System.Net.WebSockets.WebSocket")
            || TypeName.Derives(kept, "System.Net.Sockets.Socket")
            || TypeName.Derives(kept, "System.Net.Sockets.TcpClient")
                || TypeName.Is(kept, "Grpc.Core.IServerStreamWriter")
                || TypeName.Is(kept, "System.Runtime.InteropServices.PosixSignalRegistration")
                || TypeName.Is(kept, "Grpc.Core.IAsyncStreamReader") || TypeName.Is(kept, "Grpc.Core.AsyncServerStreamingCall")
                || TypeName.Is(kept, "Grpc.Core.AsyncDuplexStreamingCall") || TypeName.Is(kept, "Grpc.Core.AsyncClientStreamingCall")
            || TypeName.Derives(kept, "Grpc.Core.ChannelBase") || TypeName.Is(kept, "System.Net.Http.HttpClient"));

    /// <summary>Each call opens what it puts in, for what it is given.</summary>
    private static bool IsOpenedByCall(CollectionUse growth) =>
        growth.Body.Method is { MethodKind: MethodKind.Ordinary, Parameters: { Length: > 0 } parameters } method
        && !LongLife.SetsUp(method.Name) && !LongLife.Initializes(method.Name)
        && parameters.Any(static given => !TypeName.Is(given.Type, Tokens.Token)) && Ops.Core(
            Ops.Symbol(growth.Value) is ILocalSymbol opened ? growth.Body.InitialOf(opened) : growth.Value)
            is IInvocationOperation or IObjectCreationOperation;

    /// <summary>Keeps anything by name, for whoever asks: the state of one request, message or step.</summary>
    private static bool IsBag(TrackedCollection collection) => CollectionTypes.IsMap(collection.Type)
        && CollectionTypes.Kept(collection.Type) is { SpecialType: SpecialType.System_Object };

    private static bool IsGeneric(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: > 0 } named && named.TypeArguments[0] is ITypeParameterSymbol;
}
