using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Queues;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2002: a channel writer that is never completed while a reader waits.</summary>
internal sealed class OpenChannelRule : LeakRule
{
    public const string Id = "WMG2002";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var start in OpenCollections.Of(world))
            report.Warn(Rule, start, RuleTexts.NothingCompletesQueue);
        foreach (var channel in ChannelPlaces.In(world))
        {
            if (IsLeftToOthers(world, channel))
                report.Warn(Rule, channel.Creation,
                    RuleTexts.ReadElsewhere);
            if (channel.Home.Symbol is null || !Waits(world, channel) || IsReadByItsMaker(channel))
                continue;
            if (channel.WriterEscapes)
            {
                if (channel.Completions.Count == 0 && IsParkedPerCall(channel))
                    report.Warn(Rule, channel.Creation,
                        RuleTexts.ReaderPerCall);
                continue;
            }
            if (channel.Completions.Count == 0)
                report.At(Rule, channel.Creation.Syntax.GetLocation(), IsRooted(world, channel),
                    RuleTexts.NothingCompletes);
            else if (channel.Home.Kind == DestinationKind.Member && TypeName.IsDisposable(world.Type)
                && !CleanUpCompletes(world, channel))
                report.Suggest(Rule, channel.Creation, RuleTexts.CleanUpCompletesNot);
        }
    }

    /// <summary>The owner can be disposed, writes itself, hands the reader out and completes nothing.</summary>
    private static bool IsLeftToOthers(TypeWorld world, ChannelPlaces channel) =>
        channel is
        {
            Home: { Kind: DestinationKind.Member, Symbol: { IsStatic: false } home }, ReaderEscapes: true, WriterEscapes: false,
            Completions.Count: 0, Writes.Count: > 0
        }
        && TypeName.IsDisposable(home.ContainingType) && !LifetimeMap.Of(world.Scope).IsApp(home.ContainingType);

    /// <summary>The call that makes the channel reads it itself, and keeps it nowhere else: both end together.</summary>
    private static bool IsReadByItsMaker(ChannelPlaces channel) =>
        channel is { Home.Kind: DestinationKind.Local, IsKept: false, Reads.Count: > 0 }
        && channel.Reads.TrueForAll(read => ReferenceEquals(Ops.FunctionRoot(read.Call), Ops.FunctionRoot(channel.Creation)));

    private static bool Waits(TypeWorld world, ChannelPlaces channel)
    {
        foreach (var (call, body) in channel.Reads)
            if (call.TargetMethod.Name is "ReadAllAsync" or "WaitToReadAsync"
                || (call.TargetMethod.Name == "ReadAsync" && Ops.Loop(call) is not null
                && (RunsInTask(call) || StartedAsTask(world, body))))
                return true;
        return false;
    }

    /// <summary>
    /// Something longer-lived keeps the waiting reader: a lifetime token, or a task that is kept or let go.
    /// </summary>
    private static bool IsRooted(TypeWorld world, ChannelPlaces channel)
    {
        var owner = channel.Body.Member.ContainingType ?? world.Type;
        if (channel.Home.Kind == DestinationKind.Member && LifetimeMap.Of(world.Scope).IsApp(owner))
            return IsDeafToStop(world, channel, owner);
        foreach (var (call, body) in channel.Reads)
        {
            if (call.TargetMethod.Name is "TryRead" or "TryPeek" || IsCancelled(world, Tokens.ArgumentOf(call) ?? Outer(call)))
                continue;
            if (RunsInTask(call) || StartedAsTask(world, body))
                return true;
            var life = Tokens.LifeOf(Tokens.ArgumentOf(call) ?? Outer(call), body);
            if (life == TokenLife.Life || (life == TokenLife.Parameter && !IsCallersRun(body)))
                return true;
        }
        return false;
    }

    /// <summary>
    /// A method that others call and wait for, of an object that nobody can dispose: its token is how they end it.
    /// </summary>
    private static bool IsCallersRun(Body body) =>
        body.Method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, ReturnsVoid: false } method
        && !TypeName.IsDisposable(method.ContainingType);

    /// <summary>
    /// The token of a source that is kept here and that this code cancels: the reader ends with its owner.
    /// </summary>
    private static bool IsCancelled(TypeWorld world, IOperation? token)
    {
        if (ReadByProperty(world, Ops.Bare(token)) is not IPropertyReferenceOperation { Property.Name: "Token", Instance: { } instance }
            || Ops.Reached(instance) is not IMemberReferenceOperation { Member: var source })
            return false;
        foreach (var (mention, _) in world.UsesOf(source))
            if ((Ops.Use(mention) is IArgumentOperation given ? given.Parent : Ops.Use(mention)) is IInvocationOperation call
                && SymbolEqualityComparer.Default.Equals(Cancellations.Of(world.Scope).SourceOf(call), source.OriginalDefinition))
                return true;
        return false;
    }

    /// <summary>A property of the type that does nothing but return another one is that one.</summary>
    private static IOperation? ReadByProperty(TypeWorld world, IOperation? token)
    {
        if (token is not IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var asked })
            return token;
        foreach (var body in world.Bodies)
            if (SymbolEqualityComparer.Default.Equals(body.Method?.AssociatedSymbol ?? body.Member, asked.OriginalDefinition))
                foreach (var operation in body.Root.Descendants())
                    if (operation is IReturnOperation { ReturnedValue: { } answer })
                        return Ops.Bare(answer);
        return token;
    }

    /// <summary>
    /// Made and read in one call, by a task that nobody keeps, until the program's own token ends it.
    /// </summary>
    private static bool IsParkedPerCall(ChannelPlaces channel)
    {
        if (channel.Home.Kind != DestinationKind.Local || channel.IsKept || InitContext.Contains(channel.Body.Member)
            || channel.Reads.Count == 0)
            return false;
        foreach (var (call, body) in channel.Reads)
            if (!ReferenceEquals(body, channel.Body) || !RunsInTask(call)
                || Tokens.LifeOf(Tokens.ArgumentOf(call) ?? Outer(call), body) != TokenLife.Life)
                return false;
        return true;
    }

    /// <summary>
    /// A hosted service with a stop of its own, whose reader neither a token nor a completion can end.
    /// </summary>
    private static bool IsDeafToStop(TypeWorld world, ChannelPlaces channel, INamedTypeSymbol owner)
    {
        if (owner.IsStatic || !TypeName.Implements(owner, "Microsoft.Extensions.Hosting.IHostedService"))
            return false;
        foreach (var (call, body) in channel.Reads)
            if ((!RunsInTask(call) && !StartedAsTask(world, body))
                || Tokens.LifeOf(Tokens.ArgumentOf(call) ?? Outer(call), body) != TokenLife.None)
                return false;
        return true;
    }

    private static IOperation? Outer(IOperation read)
    {
        for (var parent = read.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
            if (parent is IInvocationOperation { TargetMethod.Name: "WithCancellation" } call)
                return Tokens.ArgumentOf(call);
        return null;
    }

    private static bool RunsInTask(IOperation read)
    {
        for (var function = Ops.Function(read); function is not null; function = Ops.Function(function))
            if (Ops.Ancestor<IInvocationOperation>(function) is { TargetMethod.Name: "Run" or "StartNew" })
                return true;
        return false;
    }

    private static bool StartedAsTask(TypeWorld world, Body body)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (call, _) in world.CallersOf(method))
            if (Destination.Of(call).Kind is DestinationKind.Member or DestinationKind.Dropped or DestinationKind.Argument
                && call.Parent is not IAwaitOperation)
                return true;
        foreach (var other in world.Bodies)
            foreach (var member in other.Members)
                if (member is IMethodReferenceOperation group
                    && SymbolEqualityComparer.Default.Equals(group.Method.OriginalDefinition, method))
                    return true;
        return false;
    }

    private static bool CleanUpCompletes(TypeWorld world, ChannelPlaces channel)
    {
        foreach (var (call, body) in channel.Completions)
        {
            var name = body.Member.Name;
            if (CleanUp.IsName(name) || Ops.Ancestor<ITryOperation>(call) is not null)
                return true;
            if (body.Method is { } method)
                foreach (var (_, caller) in world.CallersOf(method))
                    if (CleanUp.IsName(caller.Member.Name))
                        return true;
        }
        return false;
    }
}
