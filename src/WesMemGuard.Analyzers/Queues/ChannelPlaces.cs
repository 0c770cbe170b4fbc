using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>A channel as one type sees it: where it is made, written, read and completed.</summary>
internal sealed class ChannelPlaces
{
    private ChannelPlaces(IInvocationOperation creation, Body body, Destination home)
    {
        Creation = creation;
        Body = body;
        Home = home;
    }

    public IInvocationOperation Creation { get; }

    public Body Body { get; }

    /// <summary>The local, field or property the channel is put in.</summary>
    public Destination Home { get; }

    public List<(IInvocationOperation Call, Body Body)> Writes { get; } = [];

    public List<(IInvocationOperation Call, Body Body)> Reads { get; } = [];

    public List<(IInvocationOperation Call, Body Body)> Completions { get; } = [];

    /// <summary>Handed to code that can't be seen here: writer or whole channel.</summary>
    public bool WriterEscapes { get; private set; }

    public bool ReaderEscapes { get; private set; }

    public bool ChecksCount { get; private set; }

    /// <summary>The channel or one of its ends is put into a field or property of this world.</summary>
    public bool IsKept { get; private set; }

    public bool IsUnbounded =>
        Creation.TargetMethod.Name.StartsWith("CreateUnbounded", StringComparison.Ordinal)
        || (Creation.Arguments.Length > 0
            && Creation.Arguments[0].Value.ConstantValue is { HasValue: true, Value: int.MaxValue });

    /// <summary>The channels a type creates; read once for all rules.</summary>
    public static List<ChannelPlaces> In(TypeWorld world) => world.Part(static closed => Of(closed));

    private static List<ChannelPlaces> Of(TypeWorld world)
    {
        var found = new List<ChannelPlaces>();
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (call.TargetMethod.Name.StartsWith("Create", StringComparison.Ordinal)
                    && TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Channels.Channel"))
                    found.Add(Read(world, call, body));
        return found;
    }

    private static ChannelPlaces Read(TypeWorld world, IInvocationOperation call, Body body)
    {
        var places = new ChannelPlaces(call, body, Destination.Of(call));
        if (places.Home.Symbol is not { } home)
        {
            places.WriterEscapes = places.ReaderEscapes = true;
            return places;
        }
        if (home is not ILocalSymbol && home.DeclaredAccessibility != Accessibility.Private
            && home is not IPropertySymbol { DeclaredAccessibility: Accessibility.Private })
            places.WriterEscapes = places.ReaderEscapes = ExternalReach.IsReached(world, home);
        places.IsKept = home is not ILocalSymbol;
        places.Follow(world, home, body, 0);
        return places;
    }

    private void Follow(TypeWorld world, ISymbol symbol, Body body, int hops)
    {
        if (hops > 3)
            return;
        if (symbol is ILocalSymbol or IParameterSymbol)
            foreach (var mention in body.ReferencesTo(symbol))
                Mention(world, mention, body, hops);
        else
            foreach (var (mention, owner) in world.UsesOf(symbol))
                Mention(world, mention, owner, hops);
    }

    private void Mention(TypeWorld world, IOperation mention, Body body, int hops)
    {
        var use = Ops.Use(mention);
        switch (use)
        {
            case IPropertyReferenceOperation { Property.Name: "Writer" or "Reader" } end:
                Mention(world, end, body, hops);
                break;
            case IPropertyReferenceOperation { Property.Name: "Count" or "CanCount" }:
                ChecksCount = true;
                break;
            case IInvocationOperation call:
                Sort(call, body);
                break;
            case IArgumentOperation argument:
                Passed(world, argument, body, hops);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                Follow(world, declarator.Symbol, body, hops + 1);
                break;
            case IAssignmentOperation assignment when Ops.Contains(assignment.Value, mention):
                AssignedTo(world, assignment, mention, body, hops);
                break;
            case IReturnOperation or IFieldInitializerOperation or ITupleOperation or IArrayInitializerOperation:
                Escape(mention);
                break;
            default:
                break;
        }
    }

    private void AssignedTo(TypeWorld world, IAssignmentOperation assignment, IOperation mention, Body body, int hops)
    {
        if (Ops.Symbol(assignment.Target) is { } target
            && (target is ILocalSymbol || world.Owns(target.ContainingType)))
        {
            IsKept |= target is not ILocalSymbol;
            Follow(world, target, body, hops + 1);
        }
        else
        {
            Escape(mention);
        }
    }

    private void Passed(TypeWorld world, IArgumentOperation argument, Body body, int hops)
    {
        if (argument.Parent is IInvocationOperation call && argument.Parameter is { } parameter
            && FunctionRoots.Of(world, call.TargetMethod, body) is { } target)
            Follow(world, parameter.OriginalDefinition, target.Body, hops + 1);
        else if (argument.Parent is IInvocationOperation { TargetMethod.IsExtensionMethod: true } extension
            && IsKnown(extension))
            Sort(extension, body);
        else
            Escape(Ops.Bare(argument.Value) ?? argument);
    }

    private static bool IsKnown(IInvocationOperation call) =>
        call.TargetMethod.Name is "ReadAllAsync" or "WithCancellation" or "ToListAsync";

    private void Sort(IInvocationOperation call, Body body)
    {
        switch (call.TargetMethod.Name)
        {
            case "WriteAsync" or "TryWrite" or "WaitToWriteAsync":
                Writes.Add((call, body));
                break;
            case "Complete" or "TryComplete":
                Completions.Add((call, body));
                break;
            case "ReadAllAsync" or "WaitToReadAsync" or "ReadAsync" or "TryRead":
                Reads.Add((call, body));
                break;
            default:
                break;
        }
    }

    private void Escape(IOperation mention)
    {
        var type = TypeName.Of(mention.Type);
        ReaderEscapes |= type != "System.Threading.Channels.ChannelWriter";
        WriterEscapes |= type != "System.Threading.Channels.ChannelReader";
    }
}
