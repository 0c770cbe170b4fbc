using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Queues;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2005: producer/consumer blocks without a capacity.</summary>
internal sealed class UnboundedQueueRule : LeakRule
{
    public const string Id = "WMG2005";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var queue in TrackedCollection.In(world))
            if (PlainQueues.Feed(world, queue) is { } growth)
                report.At(Rule, growth.Place.Syntax.GetLocation(),
                    (IsShared(world, queue) || IsFedForLong(world, queue, growth) || PlainQueues.KeepsUnfit(queue)
                        || PlainQueues.KeepsMarked(world, queue)
                        || PlainQueues.IsTakenSingly(world, queue))
                    && !PlainQueues.IsGated(growth) && !PlainQueues.TakesBack(queue), queue.Member.Name);
        foreach (var body in world.Bodies)
        {
            foreach (var creation in body.Creations)
                if (IsUnbounded(world, creation))
                    Judge(world, report, creation, creation.Type!.Name, body);
            foreach (var call in body.Calls)
                if (call.TargetMethod.Name == "Replay" && TypeName.Is(call.TargetMethod.ContainingType,
                    "System.Reactive.Linq.Observable") && !HasBound(call))
                    report.Warn(Rule, call, "Replay");
                else if (GrowingOperators.Contain(call) || UnawaitedWrites.Contain(world, call))
                    report.Warn(Rule, call, call.TargetMethod.Name);
        }
    }

    private static bool IsShared(TypeWorld world, TrackedCollection queue) =>
        queue.IsStatic || LifetimeMap.Of(world.Scope).IsApp(queue.Member.ContainingType)
            || LifetimeMap.Of(world.Scope).IsHeld(queue.Member.ContainingType);

    /// <summary>Code shows that its owner stays, and a reader is slow.</summary>
    private static bool IsFedForLong(TypeWorld world, TrackedCollection queue, CollectionUse growth) =>
        PlainQueues.IsReadSlowly(world, queue) && !ObjectCreations.Of(world.Scope).AreOfCalls(queue.Owner)
        && (PlainQueues.IsReadForLong(queue) || ContainerMade.Contains(world.Scope, queue.Owner) || LongLife.HasAnchor(queue.Owner)
            || ContinuousFeeding.IsProven(world, queue, growth) || ForeignFeeding.GoesOn(world, growth.Body));

    private static void Judge(TypeWorld world, RuleReport report, IObjectCreationOperation creation, string name,
        Body body)
    {
        var home = Destination.Of(creation);
        if (name == "PipeOptions")
        {
            var pipe = Ops.Ancestor<IObjectCreationOperation>(creation);
            report.At(Rule, creation.Syntax.GetLocation(), pipe is { Type.Name: "Pipe" }
                && Destination.Of(pipe).Kind == DestinationKind.Member, "Pipe");
            return;
        }
        if (home.Kind != DestinationKind.Member || home.Symbol is null)
        {
            if (SharedServices.Contains(creation)
                || (home.Symbol is ILocalSymbol local && IsFedByCallback(world, local, body)))
                report.Warn(Rule, creation, name);
            else if (home.Kind is DestinationKind.Returned or DestinationKind.Argument && name == "ReplaySubject")
                report.Suggest(Rule, creation, name);
            return;
        }
        if (UnreadBlocks.Contain(world, creation, home.Symbol))
        {
            report.Warn(Rule, creation, name);
            return;
        }
        JudgeMember(world, report, creation, name, home.Symbol);
    }

    private static void JudgeMember(TypeWorld world, RuleReport report, IObjectCreationOperation creation, string name, ISymbol member)
    {
        var fed = false;
        var checkedCount = false;
        foreach (var (mention, place) in world.UsesOf(member))
        {
            var use = Ops.Use(mention);
            if (use is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } extension })
                use = extension;
            if (use is IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Post" or "SendAsync" or "OnNext" } write)
                fed |= RemoteSources.Drives(world, write, place) || RemoteSources.IsEntryPoint(place)
                    || name == "ReplaySubject";
            fed |= name == "ReplaySubject"
                && use is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Subscribe" or "Multicast" } };
            checkedCount |= Ops.Use(mention) is IPropertyReferenceOperation { Property.Name: "Count" or "InputCount" or "OutputCount" };
        }
        if (!checkedCount)
            report.At(Rule, creation.Syntax.GetLocation(), fed || IsFedByParts(world, member), name);
    }

    /// <summary>An object within, which is given it, has the public method that feeds it.</summary>
    private static bool IsFedByParts(TypeWorld world, ISymbol member)
    {
        foreach (var (mention, _) in world.UsesOf(member))
            if (Ops.Use(mention) is IArgumentOperation { Parent: IObjectCreationOperation creation, Parameter: { } given }
                && creation.Type is INamedTypeSymbol part && world.Owns(part))
                foreach (var body in world.Bodies)
                    foreach (var call in body.Calls)
                        if (call.TargetMethod.Name is "Add" or "TryAdd" or "Post" or "SendAsync" && RemoteSources.IsEntryPoint(body)
                            && SymbolEqualityComparer.Default.Equals(body.Member.ContainingType, part)
                            && SymbolEqualityComparer.Default.Equals(Ops.Receiver(call)?.Type, given.Type))
                            return true;
        return false;
    }

    /// <summary>A local that an event handler or another call-back feeds, and whose depth nobody asks for.</summary>
    private static bool IsFedByCallback(TypeWorld world, ILocalSymbol block, Body body)
    {
        var fed = false;
        foreach (var mention in body.ReferencesTo(block))
        {
            var use = Ops.Use(mention)
                is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } extension }
                ? extension : Ops.Use(mention);
            if (use is IPropertyReferenceOperation { Property.Name: "Count" or "InputCount" or "OutputCount" })
                return false;
            fed |= use is IInvocationOperation { TargetMethod.Name: "Add" or "Post" or "SendAsync" or "OnNext" } write
                && Ops.Function(write) is not null && RemoteSources.IsCallback(world, write, body);
        }
        return fed;
    }

    private static bool IsUnbounded(TypeWorld world,
        IObjectCreationOperation creation) => TypeName.Of(creation.Type) switch
        {
            "System.Collections.Concurrent.BlockingCollection" => !HasInteger(creation),
            "System.Reactive.Subjects.ReplaySubject" => !HasBound(creation),
            "System.Threading.Tasks.Dataflow.BufferBlock" or "System.Threading.Tasks.Dataflow.ActionBlock"
                or "System.Threading.Tasks.Dataflow.TransformBlock"
                or "System.Threading.Tasks.Dataflow.TransformManyBlock" or "System.Threading.Tasks.Dataflow.BatchBlock" =>
                    !HasCapacityOption(world, creation),
            "System.IO.Pipelines.PipeOptions" => PausesNever(creation),
            _ => false,
        };

    private static bool PausesNever(IObjectCreationOperation creation) =>
        Ops.Argument(creation.Arguments, "pauseWriterThreshold")?.ConstantValue is { HasValue: true, Value: 0L or 0 };

    private static bool HasInteger(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
            if (argument.Parameter?.Type.SpecialType == SpecialType.System_Int32)
                return true;
        return false;
    }

    private static bool HasBound(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
            if ((argument.Parameter?.Type.SpecialType == SpecialType.System_Int32
                && argument.Value.ConstantValue is not { HasValue: true, Value: int.MaxValue })
                || argument.Parameter?.Type.Name == "TimeSpan")
                return true;
        return false;
    }

    private static bool HasBound(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Type.SpecialType == SpecialType.System_Int32
                || argument.Parameter?.Type.Name == "TimeSpan")
                return true;
        return false;
    }

    /// <summary>Options that set a capacity, or options made elsewhere.</summary>
    private static bool HasCapacityOption(TypeWorld world, IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (!TypeName.Of(argument.Parameter?.Type).EndsWith("BlockOptions", StringComparison.Ordinal))
                continue;
            var given = Ops.Bare(argument.Value);
            if (given is IFieldReferenceOperation { Field: { IsReadOnly: true } field })
                given = Initial(world, field) ?? given;
            return given is IObjectCreationOperation options
                ? SetsCapacity(options) : argument.ArgumentKind != ArgumentKind.DefaultValue;
        }
        return false;
    }

    private static bool SetsCapacity(IObjectCreationOperation options)
    {
        if (options.Initializer is { } initializers)
            foreach (var initializer in initializers.Initializers)
                if (initializer
                    is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "BoundedCapacity" } } capacity)
                    return capacity.Value.ConstantValue is not { HasValue: true, Value: -1 };
        return false;
    }

    private static IOperation? Initial(TypeWorld world, IFieldSymbol field)
    {
        foreach (var body in world.Bodies)
            if (SymbolEqualityComparer.Default.Equals(body.Member, field.OriginalDefinition))
                foreach (var operation in body.Root.DescendantsAndSelf())
                    if (operation is IObjectCreationOperation made)
                        return made;
        return null;
    }
}
